import { describe, expect, it } from 'vitest';
import { PortError } from '../../shared/port-error.ts';
import type { BlobKey, UserId } from '../../shared/ids.ts';
import type { StyleShelf } from './list-styles.ts';
import { aStyle, plainPicture, someStyles, streamOf } from '../../testing/index.ts';
import { aWorld, type World } from '../../testing/world/a-world.ts';

const page = { offset: 0, limit: 9 };
const city: StyleShelf = { type: 'category', categoryId: 'city' };

const idsOn = async ({ aisha }: World, userId: UserId, shelf: StyleShelf, cut = page) =>
  (await aisha.listStyles({ userId, shelf, ...cut })).listings.map(({ style }) => style.id);

describe('a shelf of styles', () => {
  it('shows what is ordered most first', async () => {
    const world = aWorld();
    const { id: avatarId, userId } = await world.ready();
    expect(await idsOn(world, userId, city)).toEqual(['evening-city', 'business-portrait']);
    await world.ordered({ avatarId, styleId: 'business-portrait' });
    expect(await idsOn(world, userId, city)).toEqual(['business-portrait', 'evening-city']);
    await world.ordered({ avatarId, styleId: 'film-noir' });
    await world.ordered({ avatarId, styleId: 'film-noir' });
    expect(await idsOn(world, userId, { type: 'popular' })).toEqual([
      'film-noir',
      'business-portrait',
      'evening-city',
    ]);
  });

  it('of favourites has a person’s own, the newest mark first', async () => {
    const world = aWorld();
    const { id: userId } = await world.person();
    const { id: stranger } = await world.person();
    await world.aisha.markFavouriteStyle('film-noir', userId, true);
    await world.aisha.markFavouriteStyle('evening-city', userId, true);
    const favourites = { type: 'favourites' } as const;
    expect(await idsOn(world, userId, favourites)).toEqual(['evening-city', 'film-noir']);
    expect(await idsOn(world, stranger, favourites)).toEqual([]);
    const listed = await world.aisha.listStyles({ userId, shelf: city, ...page });
    expect(listed.listings.map(({ isFavourite }) => isFavourite)).toEqual([true, false]);
  });

  it('is cut into pages', async () => {
    const world = aWorld();
    const { id: userId } = await world.person();
    world.ports.styleCatalog.offer(['a', 'b', 'c'].map((id) => aStyle({ id })));
    expect(await idsOn(world, userId, city, { offset: 2, limit: 2 })).toEqual(['c']);
    const listed = await world.aisha.listStyles({ userId, shelf: city, offset: 0, limit: 1 });
    expect(listed).toMatchObject({ total: 3, category: { id: 'city' } });
  });

  it('shows an avatar what suits it', async () => {
    const world = aWorld();
    const avatar = await world.draft({ kind: 'artistic', subject: 'object' });
    const forPeople = {
      artistic: { template: '{scene}', words: { scene: { person: '{subject} at sea' } } },
    };
    world.ports.styleCatalog.offer([...someStyles, aStyle({ id: 'people', prompts: forPeople })]);
    const { userId, id: avatarId } = avatar;
    const listed = await world.aisha.listStyles({ userId, avatarId, shelf: city, ...page });
    expect(listed.listings.map(({ style }) => style.id)).not.toContain('people');
    expect(await idsOn(world, userId, city)).toContain('people');
  });

  it('shows the samples that were made, and is shown without storage, too', async () => {
    const world = aWorld();
    const { id: userId } = await world.person();
    const preview = 'styles/previews/evening-city/1.jpg' as BlobKey;
    const options = { contentType: 'image/jpeg', maxBytes: 1e6 };
    await world.ports.blobs.put(preview, streamOf(plainPicture()), options);
    const listed = await world.aisha.listStyles({ userId, shelf: city, ...page });
    expect(listed.listings.map((listing) => listing.preview)).toEqual([preview, undefined]);
    const blobs = {
      ...world.ports.blobs,
      list: () => {
        throw new PortError('storage.unavailable', 'list', { retryable: true });
      },
    };
    const without = aWorld({ blobs });
    const { id } = await without.person();
    expect(await idsOn(without, id, city)).toHaveLength(2);
  });

  it('that nobody knows is empty', async () => {
    const { aisha, person } = aWorld();
    const { id: userId } = await person();
    const shelf = { type: 'category', categoryId: 'nowhere' } as const;
    expect(await aisha.listStyles({ userId, shelf, ...page })).toEqual({
      category: undefined,
      listings: [],
      total: 0,
    });
  });
});
