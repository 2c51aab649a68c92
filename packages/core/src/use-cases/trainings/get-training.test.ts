import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('a training', () => {
  it('is shown to its owner with the avatar’s name', async () => {
    const { requested, aisha, look } = aWorld();
    const { id, userId } = await requested();
    expect(await aisha.getTraining(id, userId)).toEqual({
      ok: true,
      value: { training: look.training(id), avatarName: 'Ada' },
    });
  });

  it('is not found by anybody else', async () => {
    const { requested, person, aisha } = aWorld();
    const { id } = await requested();
    expect(await aisha.getTraining(id, (await person()).id)).toEqual({
      ok: false,
      refusal: { code: 'training.not-found' },
    });
  });
});
