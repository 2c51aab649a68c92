import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('the photos sent for an avatar', () => {
  it('are listed in their order, what was not taken as well', async () => {
    const { draft, send, ports, aisha } = aWorld();
    const avatar = await draft();
    await send(avatar, 'a face');
    await send(avatar, 'far away', { width: 10 });
    await ports.jobs.drain();
    await send(avatar, 'just now');
    const listed = await aisha.listPhotos(avatar.id, avatar.userId);
    if (!listed.ok) throw new Error('not found');
    expect(listed.value.avatar).toEqual(avatar);
    const statuses = listed.value.photos.map(({ status }) => status);
    expect(statuses).toEqual(['accepted', 'refused', 'received']);
  });

  it('are nobody else’s', async () => {
    const { draftWithPhotos, person, aisha } = aWorld();
    const { id } = await draftWithPhotos(1);
    const stranger = await person();
    const refusal = { code: 'avatar.not-found' };
    expect(await aisha.listPhotos(id, stranger.id)).toEqual({ ok: false, refusal });
  });
});
