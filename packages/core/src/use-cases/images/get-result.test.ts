import { expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';
import { picturesIn } from '../../testing/world/pictures.ts';

it('a result is an order with what is left of its pictures, and nobody else’s', async () => {
  const world = aWorld();
  const { aisha } = world;
  const [fourth, third, second, first] = await picturesIn(world);
  const { generationId, userId } = fourth;
  await aisha.deleteImage(third!.id, userId);
  const result = await aisha.getResult(generationId, userId);
  expect(result?.images).toEqual([first, second, fourth]);
  expect(result?.generation).toMatchObject({ id: generationId, delivered: 4 });
  const { id: stranger } = await world.person();
  expect(await aisha.getResult(generationId, stranger)).toBeUndefined();
});
