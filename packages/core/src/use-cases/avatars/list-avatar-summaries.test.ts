import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('the list of avatars', () => {
  it('tells how far each of a person is, the newest first', async () => {
    const { ready, draft, draftWithPhotos, aisha } = aWorld();
    const { id: first, userId } = await ready();
    const { id: second } = await draftWithPhotos(3, { userId });
    await draft();
    const summaries = await aisha.listAvatarSummaries(userId, { limit: 10 });
    expect(summaries).toMatchObject([
      { avatar: { id: second, status: 'draft' }, photos: { accepted: 3 }, versions: 0 },
      { avatar: { id: first, status: 'ready' }, photos: { accepted: 10 }, versions: 1 },
    ]);
    const page = await aisha.listAvatarSummaries(userId, { limit: 10, before: second });
    expect(page.map(({ avatar }) => avatar.id)).toEqual([first]);
  });
});
