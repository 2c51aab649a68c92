import { describe, expect, it } from 'vitest';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { plainPicture } from '../../testing/plain-picture.ts';
import { streamOf } from '../../testing/streams.ts';
import { aWorld, granted, type World } from '../../testing/world/a-world.ts';

const upload = ({ aisha }: World, { id: avatarId, userId }: Pick<Avatar, 'id' | 'userId'>) =>
  aisha.keepUpload({
    userId,
    avatarId,
    content: streamOf(plainPicture()),
    contentType: 'image/jpeg',
  });

const uploads = async ({ ports }: World): Promise<string[]> => {
  const keys: string[] = [];
  for await (const key of ports.blobs.list('uploads/')) keys.push(key);
  return keys;
};

describe('a file that is uploaded', () => {
  it('waits until it is looked at, and then only what was made of it stays', async () => {
    const world = aWorld();
    const avatar = await world.draft();
    const { source } = granted(await upload(world, avatar));
    const { userId, id: avatarId } = avatar;
    await world.aisha.receivePhoto({ userId, avatarId, source, deliveryKey: 'one' });
    expect(await uploads(world)).toHaveLength(1);
    await world.ports.jobs.drain();
    const listed = granted(await world.aisha.listPhotos(avatarId, userId));
    expect(listed.photos).toMatchObject([{ status: 'accepted' }]);
    expect(await uploads(world)).toEqual([]);
  });

  it('goes with the photo that is taken back before it was looked at', async () => {
    const world = aWorld();
    const { id: avatarId, userId } = await world.draft();
    const { source } = granted(await upload(world, { id: avatarId, userId }));
    const photo = granted(
      await world.aisha.receivePhoto({ userId, avatarId, source, deliveryKey: 'one' }),
    );
    await world.aisha.removePhoto(photo.id, userId);
    await world.ports.jobs.drain();
    expect(await uploads(world)).toEqual([]);
  });

  it('is one photo under one delivery key', async () => {
    const world = aWorld();
    const { id: avatarId, userId } = await world.draft();
    const receive = async () => {
      const { source } = granted(await upload(world, { id: avatarId, userId }));
      const photo = { userId, avatarId, source, deliveryKey: 'one' };
      return granted(await world.aisha.receivePhoto(photo)).id;
    };
    expect(await receive()).toBe(await receive());
  });

  it('is not read for an avatar that is not there or takes no photos', async () => {
    const world = aWorld();
    const avatar = await world.draft();
    const refusals = [
      await upload(world, { ...avatar, id: freshId() }),
      await upload(world, { ...avatar, userId: freshId() }),
    ];
    for (const answer of refusals) expect(answer).toMatchObject({ ok: false });
    const { avatarId, userId } = await world.requested();
    expect(await upload(world, { id: avatarId, userId })).toEqual({
      ok: false,
      refusal: { code: 'avatar.busy-training' },
    });
    expect(await uploads(world)).toEqual([]);
  });
});
