import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';
import { picturesIn } from '../../testing/world/pictures.ts';

describe('looking at a picture', () => {
  it('tells which come before and after it, of those that are looked through', async () => {
    const world = aWorld();
    const { aisha } = world;
    const [newest, second, third] = await picturesIn(world);
    const { userId } = newest;
    expect(await aisha.viewImage(second!.id, userId)).toEqual({
      image: second,
      newer: newest.id,
      older: third!.id,
    });
    await aisha.markFavourite(third!.id, userId, true);
    const among = await aisha.viewImage(newest.id, userId, { type: 'favourites' });
    expect(among).toMatchObject({ newer: undefined, older: third!.id });
  });

  it('is nobody else’s', async () => {
    const world = aWorld();
    const [image] = await picturesIn(world);
    const { id: stranger } = await world.person();
    expect(await world.aisha.viewImage(image.id, stranger)).toBeUndefined();
  });
});
