import { expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';
import { picturesIn } from '../../testing/world/pictures.ts';

it('a second export of a person’s waits for nothing: one that has not begun is enough', async () => {
  const world = aWorld();
  const [image] = await picturesIn(world);
  const order = { type: 'chosen', imageIds: [image.id] } as const;
  await world.aisha.requestExport(image.userId, order);
  await world.aisha.requestExport(image.userId, order);
  await world.ports.jobs.drain();
  const told = world.ports.notifier.told.map(({ notification }) => notification.type);
  expect(told.filter((type) => type === 'images.exported')).toHaveLength(1);
});
