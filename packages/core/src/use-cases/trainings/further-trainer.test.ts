import { describe, expect, it } from 'vitest';
import { ownTrainers } from '../../domain/training/own-trainers.ts';
import { fakeGenerator, fakeTrainer, furtherTrainer } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

const { portraitLora, flux2Lora } = ownTrainers;

/** A registry with one trainer and one generator more, the preferred ones. */
const worldWithMore = () => {
  const [drawing, ...others] = fakeGenerator().profiles();
  const turbo = { ...drawing!, name: 'turbo', endpoint: 'fake/turbo', base: 'turbo', credits: 1 };
  return aWorld({
    trainer: fakeTrainer([furtherTrainer, portraitLora, flux2Lora]),
    generator: fakeGenerator([turbo, drawing!, ...others]),
  });
};

describe('a trainer that a registry adds', () => {
  it('says what the kind is, takes and costs', async () => {
    const [portrait, artistic] = await worldWithMore().aisha.quoteKinds();
    expect(portrait).toMatchObject({
      model: 'Turbo 3',
      training: { from: 5, to: 7 },
      picture: { price: 1 },
    });
    expect(artistic).toMatchObject({ model: 'FLUX.2' });
  });

  it('trains at its price with its own recipe, and the generator of its base draws', async () => {
    const world = worldWithMore();
    const avatar = await world.ready();
    const { recipe, price } = world.look.training(avatar.activeTrainingId!);
    expect(recipe).toEqual({
      trainer: 'turbo-lora',
      base: 'turbo',
      preset: 'fast',
      triggerPhrase: recipe.triggerPhrase,
      rounds: 10,
      upsideDown: true,
    });
    expect(price).toBe(5);
    const { request, price: ofPictures } = await world.ordered({ avatarId: avatar.id });
    expect(request.generator).toBe('turbo');
    expect(ofPictures).toBe(request.count);
  });

  it('draws on with what it trained after a registry has lost it', async () => {
    const world = worldWithMore();
    const { id: avatarId, userId } = await world.ready();
    const { unitOfWork } = world.ports;
    const generator = world.ports.generator;
    const later = aWorld({ unitOfWork, generator, trainer: fakeTrainer([portraitLora]) });
    expect(await later.aisha.quoteGeneration(avatarId, userId)).toMatchObject({
      value: { pricePerImage: 1 },
    });
  });
});
