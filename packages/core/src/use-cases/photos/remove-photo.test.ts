import { describe, expect, it } from 'vitest';
import type { PhotoId } from '../../shared/ids.ts';
import { freshId } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('a photo that is taken back', () => {
  it('is gone with its bytes, and makes room for another', async () => {
    const { draftWithPhotos, aisha, look, ports, send } = aWorld();
    const avatar = await draftWithPhotos(20);
    const [first] = look.photos();
    const keys = ports.blobs.keys().length;
    expect(await aisha.removePhoto(first!.id, avatar.userId)).toEqual({ ok: true, value: first });
    await ports.jobs.drain();
    expect(look.photos()).toHaveLength(19);
    expect(ports.blobs.keys()).toHaveLength(keys - 2);
    await send(avatar, 'another');
    await ports.jobs.drain();
    expect(look.photos().every(({ status }) => status === 'accepted')).toBe(true);
    expect(look.photos()).toHaveLength(20);
  });

  it('while it is being looked at is gone all the same, with all of its bytes', async () => {
    const { draft, send, aisha, look, ports } = aWorld();
    const avatar = await draft();
    const { id } = await send(avatar, 'a face');
    expect(await aisha.removePhoto(id, avatar.userId)).toMatchObject({ ok: true });
    await ports.jobs.drain();
    expect(look.photos()).toEqual([]);
    expect(ports.blobs.keys()).toEqual([]);
  });

  it('may be sent again', async () => {
    const { draft, send, aisha, look, ports } = aWorld();
    const avatar = await draft();
    const { id } = await send(avatar, 'a face');
    await ports.jobs.drain();
    await aisha.removePhoto(id, avatar.userId);
    await send(avatar, 'a face');
    await ports.jobs.drain();
    expect(look.photos().map(({ status }) => status)).toEqual(['accepted']);
  });
});

describe('a photo that cannot be taken back', () => {
  it('because a training learns from it stays', async () => {
    const { submitted, aisha, look } = aWorld();
    const { photoIds, userId } = await submitted();
    const refusal = { code: 'avatar.busy-training' };
    expect(await aisha.removePhoto(photoIds[0]!, userId)).toEqual({ ok: false, refusal });
    expect(look.photos()).toHaveLength(10);
  });

  it('because it is gone already, or another person’s, is not found', async () => {
    const { draft, person, send, aisha, look, ports } = aWorld();
    const avatar = await draft();
    const { id } = await send(avatar, 'a face');
    await ports.jobs.drain();
    const { id: stranger } = await person();
    const refusal = { code: 'photo.not-found' };
    expect(await aisha.removePhoto(id, stranger)).toEqual({ ok: false, refusal });
    expect(await aisha.removePhoto(freshId<PhotoId>(), avatar.userId)).toEqual({
      ok: false,
      refusal,
    });
    expect(look.photos()).toHaveLength(1);
    const presses = [1, 2, 3].map(() => aisha.removePhoto(id, avatar.userId));
    const granted = (await Promise.all(presses)).filter(({ ok }) => ok);
    expect(granted).toHaveLength(1);
  });
});
