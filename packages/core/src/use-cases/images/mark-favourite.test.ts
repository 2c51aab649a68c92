import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';
import { picturesIn } from '../../testing/world/pictures.ts';

describe('favourites', () => {
  it('are what was marked, however often', async () => {
    const world = aWorld();
    const { aisha } = world;
    const [image] = await picturesIn(world);
    const favourites = async () => {
      const filter = { type: 'favourites' } as const;
      return (await aisha.listImages(image.userId, { limit: 10, filter })).images;
    };
    expect(await favourites()).toEqual([]);
    expect(await aisha.markFavourite(image.id, image.userId, true)).toBe(true);
    expect(await aisha.markFavourite(image.id, image.userId, true)).toBe(true);
    expect(await favourites()).toEqual([{ ...image, isFavourite: true }]);
    expect(await aisha.markFavourite(image.id, image.userId, false)).toBe(true);
    expect(await favourites()).toEqual([]);
  });

  it('are nobody else’s to mark', async () => {
    const world = aWorld();
    const [image] = await picturesIn(world);
    const { id: stranger } = await world.person();
    expect(await world.aisha.markFavourite(image.id, stranger, true)).toBe(false);
  });
});
