import { describe, expect, it } from 'vitest';
import { someStyles } from '../../testing/index.ts';
import { drawn } from '../../testing/world/with-previews.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('the names of styles', () => {
  it('are those of the catalogue, and of orders where it has them no more', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const order = await world.inTheMaking({ styleId: 'film-noir' });
    await drawn(world);
    const { userId } = order;
    const names = async () =>
      [...(await aisha.nameStyles(['film-noir', 'evening-city', 'nowhere'], userId))].map(
        ([id, { title }]) => [id, title['en']],
      );
    expect(new Map((await names()) as [string, string][])).toEqual(
      new Map([
        ['film-noir', 'Film noir'],
        ['evening-city', 'City at night'],
      ]),
    );
    ports.styleCatalog.offer(someStyles.filter(({ id }) => id === 'evening-city'));
    expect(new Map((await names()) as [string, string][])).toEqual(
      new Map([
        ['film-noir', 'Film noir'],
        ['evening-city', 'City at night'],
      ]),
    );
  });

  it('of another person’s orders are not told', async () => {
    const world = aWorld();
    await world.inTheMaking({ styleId: 'film-noir' });
    await drawn(world);
    const { id: stranger } = await world.person();
    world.ports.styleCatalog.offer([]);
    expect((await world.aisha.nameStyles(['film-noir'], stranger)).size).toBe(0);
  });
});
