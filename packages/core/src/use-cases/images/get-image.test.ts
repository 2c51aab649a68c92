import { expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';
import { picturesIn } from '../../testing/world/pictures.ts';

it('a picture comes with the order that it came of, and is nobody else’s', async () => {
  const world = aWorld();
  const [image] = await picturesIn(world, { seed: 7, styleId: 'film-noir' });
  const found = await world.aisha.getImage(image.id, image.userId);
  expect(found?.image).toEqual({ ...image, styleId: 'film-noir' });
  expect(found?.generation).toMatchObject({ id: image.generationId, styleId: 'film-noir' });
  expect(found?.generation.request.seed).toBe(7);
  const { id: stranger } = await world.person();
  expect(await world.aisha.getImage(image.id, stranger)).toBeUndefined();
});
