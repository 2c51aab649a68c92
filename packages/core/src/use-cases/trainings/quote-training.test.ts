import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('the quote of a training', () => {
  it.each([
    ['portrait', 'flux-2-lora', [60, 100, 150]],
    ['artistic', 'flux-2-lora', [80, 120, 200]],
    ['artistic', 'flux-pro-finetune', [100, 150, 250]],
  ] as const)('of a %s avatar (%s) names its prices', async (kind, artisticTrainer, prices) => {
    const { draft, aisha } = aWorld({ policy: { ...defaultPolicy, artisticTrainer } });
    const avatar = await draft({ kind });
    const quote = await aisha.quoteTraining(avatar.id, avatar.userId);
    expect(quote).toMatchObject({
      ok: true,
      value: { avatar, balance: { available: 300, held: 0 } },
    });
    expect(quote.ok && quote.value.presets.map(({ price }) => price)).toEqual(prices);
  });

  it('is what is then held', async () => {
    const { draftWithPhotos, aisha, requested } = aWorld();
    const { id: avatarId, userId } = await draftWithPhotos();
    const quote = await aisha.quoteTraining(avatarId, userId);
    const { price } = await requested({ avatarId, userId, preset: 'fast' });
    expect(quote.ok && quote.value.presets[0]).toMatchObject({ preset: 'fast', price });
    expect((await aisha.getBalance(userId)).held).toBe(price);
  });

  it('of another person’s avatar is not given', async () => {
    const { draft, person, aisha } = aWorld();
    const { id } = await draft();
    expect(await aisha.quoteTraining(id, (await person()).id)).toEqual({
      ok: false,
      refusal: { code: 'avatar.not-found' },
    });
  });
});
