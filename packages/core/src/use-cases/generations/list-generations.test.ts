import { expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

it('a person’s orders are listed newest first, page by page, and nobody else’s', async () => {
  const { aisha, ready, ordered } = aWorld();
  const { id: avatarId, userId } = await ready();
  const first = await ordered({ avatarId });
  const second = await ordered({ avatarId });
  await ordered();
  const list = async (page: object) =>
    (await aisha.listGenerations(userId, { limit: 10, ...page })).map(({ id }) => id);
  expect(await list({})).toEqual([second.id, first.id]);
  expect(await list({ before: second.id })).toEqual([first.id]);
});
