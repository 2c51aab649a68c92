import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('all photos of an avatar', () => {
  it('are taken back at once with their bytes, and as many others find room', async () => {
    const { draftWithPhotos, draft, send, aisha, look, ports } = aWorld();
    const avatar = await draftWithPhotos(20);
    await send(avatar, 'one too many');
    const other = await draft({ userId: avatar.userId });
    const kept = await send(other, 'of another avatar');
    await ports.jobs.drain();
    expect(await aisha.removeAllPhotos(avatar.id, avatar.userId)).toMatchObject({
      ok: true,
      value: { id: avatar.id },
    });
    await ports.jobs.drain();
    expect(look.photos().map(({ id }) => id)).toEqual([kept.id]);
    expect(ports.blobs.keys().filter((key) => key.includes(avatar.id))).toEqual([]);
    for (let at = 0; at < 20; at += 1) await send(avatar, `new face ${at}`);
    await ports.jobs.drain();
    expect(look.photos().filter(({ status }) => status === 'accepted')).toHaveLength(21);
  });

  it('are gone also where they are still being looked at', async () => {
    const { draft, send, aisha, look, ports } = aWorld();
    const avatar = await draft();
    for (let at = 0; at < 5; at += 1) await send(avatar, `face ${at}`);
    await aisha.removeAllPhotos(avatar.id, avatar.userId);
    await ports.jobs.drain();
    expect(look.photos()).toEqual([]);
    expect(ports.blobs.keys()).toEqual([]);
  });

  it('stay while a training learns from them, and for anybody else', async () => {
    const { submitted, draftWithPhotos, person, aisha, look } = aWorld();
    const { avatarId, userId } = await submitted();
    const busy = { code: 'avatar.busy-training' };
    expect(await aisha.removeAllPhotos(avatarId, userId)).toEqual({ ok: false, refusal: busy });
    const avatar = await draftWithPhotos(1);
    const { id: stranger } = await person();
    const refusal = { code: 'avatar.not-found' };
    expect(await aisha.removeAllPhotos(avatar.id, stranger)).toEqual({ ok: false, refusal });
    expect(look.photos()).toHaveLength(11);
  });
});
