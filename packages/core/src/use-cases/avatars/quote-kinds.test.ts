import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import { fakeGenerator } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('the kinds of avatars', () => {
  it('are told with what their trainers and generators cost and take', async () => {
    const [portrait, artistic] = await aWorld().aisha.quoteKinds();
    expect(portrait).toMatchObject({
      kind: 'portrait',
      model: 'FLUX.1',
      minutes: { from: 3, to: 15 },
      training: { from: 60, to: 150 },
      picture: { price: 2, capabilities: { maxCount: 4 } },
    });
    expect(artistic).toMatchObject({ model: 'FLUX.2', picture: { price: 3 } });
  });

  it('follow the operator’s choice of a trainer', async () => {
    const policy = { ...defaultPolicy, artisticTrainer: 'flux-pro-finetune' };
    const [, artistic] = await aWorld({ policy }).aisha.quoteKinds();
    expect(artistic).toMatchObject({ model: 'FLUX Pro', picture: { price: 4 } });
  });

  it('are not made up where nobody draws such pictures', async () => {
    const quoting = aWorld({ generator: fakeGenerator([]) }).aisha.quoteKinds();
    await expect(quoting).rejects.toMatchObject({ code: 'provider.rejected' });
  });
});
