import { describe, expect, it } from 'vitest';
import { aStyle, someStyleCategories, someStyles } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('looking at the categories', () => {
  it('tells how much there is in each, and how many are favourites', async () => {
    const { aisha, person } = aWorld();
    const { id: userId } = await person();
    await aisha.markFavouriteStyle('film-noir', userId, true);
    const shelves = await aisha.browseStyles(userId);
    expect(shelves.categories.map(({ category, count }) => [category.id, count])).toEqual([
      ['city', 2],
      ['film', 1],
    ]);
    expect(shelves).toMatchObject({ favourites: 1, avatar: undefined });
  });

  it('counts for an avatar only what suits it, and leaves out what is empty then', async () => {
    const { aisha, ports, draft } = aWorld();
    const avatar = await draft({ kind: 'artistic', subject: 'style' });
    const spokenOf = { artistic: { template: 'a room with {subject}' } };
    ports.styleCatalog.offer(
      [...someStyles, aStyle({ categoryId: 'city', prompts: spokenOf })].filter(
        ({ categoryId }) => categoryId === 'city',
      ),
      someStyleCategories,
    );
    const shelves = await aisha.browseStyles(avatar.userId, avatar.id);
    expect(shelves.avatar).toEqual(avatar);
    expect(shelves.categories.map(({ category, count }) => [category.id, count])).toEqual([
      ['city', 2],
    ]);
  });

  it('of somebody else’s avatar tells nothing', async () => {
    const { aisha, draft, person } = aWorld();
    const avatar = await draft();
    const { id: stranger } = await person();
    expect(await aisha.browseStyles(stranger, avatar.id)).toMatchObject({ avatar: undefined });
  });

  it('does not count a favourite that there is no more', async () => {
    const { aisha, person, ports } = aWorld();
    const { id: userId } = await person();
    await aisha.markFavouriteStyle('film-noir', userId, true);
    ports.styleCatalog.offer(someStyles.slice(0, 2));
    expect(await aisha.browseStyles(userId)).toMatchObject({ favourites: 0 });
  });
});
