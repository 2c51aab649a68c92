import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('the quote of a picture', () => {
  it.each([
    ['portrait', 2, 240],
    ['artistic', 3, 220],
  ] as const)('of a ready %s avatar names its price', async (kind, pricePerImage, available) => {
    const { ready, aisha } = aWorld();
    const avatar = await ready({ kind });
    expect(await aisha.quoteGeneration(avatar.id, avatar.userId)).toMatchObject({
      ok: true,
      value: {
        avatar,
        pricePerImage,
        balance: { available, held: 0 },
        capabilities: { maxCount: 4 },
      },
    });
  });

  it('is not given for a draft', async () => {
    const { draft, aisha } = aWorld();
    const { id, userId } = await draft();
    const refusal = { code: 'avatar.not-ready' };
    expect(await aisha.quoteGeneration(id, userId)).toEqual({ ok: false, refusal });
  });

  it('is not given for another person’s avatar', async () => {
    const { ready, person, aisha } = aWorld();
    const { id } = await ready();
    const refusal = { code: 'avatar.not-found' };
    expect(await aisha.quoteGeneration(id, (await person()).id)).toEqual({ ok: false, refusal });
  });
});
