import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';
import { picturesIn } from '../../testing/world/pictures.ts';

describe('the statistics of pictures', () => {
  it('are counted by avatar, style and month', async () => {
    const world = aWorld();
    const { aisha, look } = world;
    const [image] = await picturesIn(world, { count: 3, styleId: 'film-noir' });
    await aisha.markFavourite(image.id, image.userId, true);
    const { counts, thisMonth, avatars } = await aisha.countImages(image.userId);
    const own = counts.byAvatar.find(({ avatarId }) => avatarId === image.avatarId);
    expect(own?.count).toBe(counts.all);
    expect(thisMonth).toBe(counts.all);
    expect(counts.favourites).toBe(1);
    expect(counts.byStyle).toEqual([{ styleId: 'film-noir', count: 3 }]);
    expect(avatars).toEqual([look.avatar(image.avatarId!)]);
  });

  it('of last month are not this month’s', async () => {
    const world = aWorld();
    const [image] = await picturesIn(world);
    world.ports.clock.advance(40 * 24 * 60 * 60_000);
    const { thisMonth, counts } = await world.aisha.countImages(image.userId);
    expect(thisMonth).toBe(0);
    expect(counts.byMonth).toHaveLength(1);
  });
});
