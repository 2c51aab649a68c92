import { describe, expect, it } from 'vitest';
import { someStyles } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('marking a favourite style', () => {
  it('does once what is done twice, and takes it away again', async () => {
    const { aisha, person, ports } = aWorld();
    const { id: userId } = await person();
    const marked = () => [...ports.unitOfWork.committed().favouriteStyles.values()];
    for (let times = 0; times < 2; times += 1) {
      expect(await aisha.markFavouriteStyle('film-noir', userId, true)).toBe(true);
    }
    expect(marked()).toMatchObject([{ userId, styleId: 'film-noir' }]);
    expect(await aisha.markFavouriteStyle('film-noir', userId, false)).toBe(true);
    expect(marked()).toEqual([]);
  });

  it('marks nothing that there is not, and takes away what there is no more', async () => {
    const { aisha, person, ports } = aWorld();
    const { id: userId } = await person();
    expect(await aisha.markFavouriteStyle('nowhere', userId, true)).toBe(false);
    await aisha.markFavouriteStyle('film-noir', userId, true);
    ports.styleCatalog.offer(someStyles.slice(0, 2));
    expect(await aisha.markFavouriteStyle('film-noir', userId, false)).toBe(true);
    expect(ports.unitOfWork.committed().favouriteStyles.size).toBe(0);
  });
});
