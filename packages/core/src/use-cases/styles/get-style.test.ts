import { describe, expect, it } from 'vitest';
import { aStyle } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('looking at a style', () => {
  it('tells which of one’s avatars it can be made with, the main one first', async () => {
    const { aisha, ready, draft } = aWorld();
    const first = await ready();
    const { userId } = first;
    const second = await ready({ userId, name: 'Second' });
    await draft({ userId, name: 'Draft' });
    await ready();
    await aisha.makeAvatarMain(second.id, userId);
    const card = await aisha.getStyle('film-noir', userId);
    expect(card).toMatchObject({ style: { id: 'film-noir' }, isFavourite: false });
    expect(card?.avatars.map(({ id }) => id)).toEqual([second.id, first.id]);
    const named = await aisha.getStyle('film-noir', userId, first.id);
    expect(named?.avatars.map(({ id }) => id)).toEqual([first.id]);
  });

  it('leaves out avatars that it does not suit', async () => {
    const { aisha, ready, ports } = aWorld();
    const { userId } = await ready();
    ports.styleCatalog.offer([
      aStyle({ id: 'art', prompts: { artistic: { template: '{subject} in oil' } } }),
    ]);
    expect((await aisha.getStyle('art', userId))?.avatars).toEqual([]);
  });

  it('finds nothing where there is no such style', async () => {
    const { aisha, person } = aWorld();
    const { id } = await person();
    expect(await aisha.getStyle('nowhere', id)).toBeUndefined();
  });
});
