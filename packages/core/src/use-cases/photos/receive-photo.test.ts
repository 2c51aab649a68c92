import { describe, expect, it } from 'vitest';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import type { FileRef } from '../../shared/ids.ts';
import { aWorld } from '../../testing/world/a-world.ts';

const photoOf = (avatar: Pick<Avatar, 'id' | 'userId'>, at = 0) => ({
  avatarId: avatar.id,
  userId: avatar.userId,
  source: `telegram:file-${at}` as FileRef,
  deliveryKey: `chat:1:message:${at}`,
});

describe('a photo that arrives', () => {
  it('is noted and queued to be looked at', async () => {
    const { draft, aisha, look, ports } = aWorld();
    const avatar = await draft();
    const received = await aisha.receivePhoto(photoOf(avatar));
    expect(received).toMatchObject({ ok: true, value: { status: 'received' } });
    expect(look.photos()).toHaveLength(1);
    expect(ports.jobs.pending('photo.judge')).toHaveLength(1);
  });

  it('twice, as the same message, is one photo', async () => {
    const { draft, aisha, look, ports } = aWorld();
    const avatar = await draft();
    const again = Array.from({ length: 5 }, () => aisha.receivePhoto(photoOf(avatar)));
    expect((await Promise.all(again)).every(({ ok }) => ok)).toBe(true);
    expect(look.photos()).toHaveLength(1);
    expect(ports.jobs.pending('photo.judge')).toHaveLength(1);
  });

  it('with 29 others at once is one of the twenty that are looked at, or is told why not', async () => {
    const { draft, aisha, look, ports } = aWorld();
    const avatar = await draft();
    await Promise.all(
      Array.from({ length: 30 }, (_, at) => aisha.receivePhoto(photoOf(avatar, at))),
    );
    const statuses = look.photos().map(({ status, refusal }) => refusal ?? status);
    expect(statuses.filter((status) => status === 'received')).toHaveLength(20);
    expect(statuses.filter((status) => status === 'photo.over-limit')).toHaveLength(10);
    expect(ports.jobs.pending('photo.judge')).toHaveLength(20);
    expect(ports.jobs.pending('photos.report')).toHaveLength(1);
  });

  it('finds room again where others were refused', async () => {
    const { draftWithPhotos, send, ports, look } = aWorld();
    const avatar = await draftWithPhotos(19);
    await send(avatar, 'far away', { width: 10 });
    await ports.jobs.drain();
    await send(avatar, 'the twentieth');
    await ports.jobs.drain();
    expect(look.photos().filter(({ status }) => status === 'accepted')).toHaveLength(20);
  });
});

describe('a photo that cannot be taken', () => {
  it('because the avatar trains leaves its photos as they are', async () => {
    const { submitted, look, aisha } = aWorld();
    const { avatarId } = await submitted();
    const refusal = { code: 'avatar.busy-training' };
    const photo = photoOf(look.avatar(avatarId));
    expect(await aisha.receivePhoto(photo)).toEqual({ ok: false, refusal });
    expect(look.photos()).toHaveLength(10);
  });

  it('because the avatar is another person’s finds nothing', async () => {
    const { draft, person, look, aisha } = aWorld();
    const { id } = await draft();
    const { id: userId } = await person();
    const refusal = { code: 'avatar.not-found' };
    const photo = photoOf({ id, userId });
    expect(await aisha.receivePhoto(photo)).toEqual({ ok: false, refusal });
    expect(look.photos()).toEqual([]);
  });

  it('because there were too many, the refused included, is not even noted', async () => {
    const policy = { ...defaultPolicy, maxPhotosReceivedPerAvatar: 25 };
    const { draft, look, aisha } = aWorld({ policy });
    const avatar = await draft();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) => aisha.receivePhoto(photoOf(avatar, at))),
    );
    const refusal = { code: 'photos.received-too-many', max: 25 };
    expect(answers.at(-1)).toEqual({ ok: false, refusal });
    expect(look.photos()).toHaveLength(25);
  });
});
