import { expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

it('a person’s trainings are listed newest first, page by page, of one avatar or of all, and nobody else’s', async () => {
  const { aisha, ports, draftWithPhotos, requested } = aWorld();
  const { id: avatarId, userId } = await draftWithPhotos(10);
  const first = await requested({ avatarId, userId });
  await aisha.cancelTraining(first.id, userId);
  const second = await requested({ avatarId, userId });
  const other = await draftWithPhotos(10, { userId });
  const third = await requested({ avatarId: other.id, userId });
  await requested();
  const list = async (page: object) =>
    (await aisha.listTrainings(userId, { limit: 10, ...page })).map(({ id }) => id);
  expect(await list({})).toEqual([third.id, second.id, first.id]);
  expect(await list({ limit: 1 })).toEqual([third.id]);
  expect(await list({ before: second.id })).toEqual([first.id]);
  expect(await list({ avatarId })).toEqual([second.id, first.id]);
  await aisha.deleteAvatar(avatarId, userId);
  await ports.jobs.drain();
  expect(await list({})).toEqual([third.id]);
});
