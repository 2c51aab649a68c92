import { describe, expect, it } from 'vitest';
import type { FileRef, PhotoId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import { plainArchive, plainPicture, utf8 } from '../../testing/index.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';
import { before } from '../../testing/world/before.ts';

const face = (number: number, picture = {}) =>
  plainPicture({ looks: `face ${number}`, ...picture });
const faces = (count: number) => Array.from({ length: count }, (_, at) => face(at));
const packed = (...contents: Uint8Array[]) =>
  plainArchive(contents.map((content) => ({ content })));

/** A draft, and what becomes of an archive that is sent to it. */
const drafted = async () => {
  const world = aWorld();
  const avatar = await world.draft();
  const { userId, id: avatarId } = avatar;
  const deliver = async (
    archive: Uint8Array,
    {
      deliveryKey = 'chat:7',
      replaces,
    }: { deliveryKey?: string; replaces?: PhotoId | undefined } = {},
  ) => {
    const source = `telegram:archive-${deliveryKey}` as FileRef;
    world.ports.files.offer(source, archive);
    return granted(
      await world.aisha.receivePhoto({ userId, avatarId, source, deliveryKey, replaces }),
    );
  };
  const unpacked = async (archive: Uint8Array) => {
    await deliver(archive);
    await world.ports.jobs.drain();
    return verdicts();
  };
  const verdicts = () => world.look.photos().map(({ status, refusal }) => refusal ?? status);
  return { ...world, avatar, deliver, unpacked, verdicts };
};

describe('an archive of photos', () => {
  it('is taken photo by photo, in its order, as if each had been sent alone', async () => {
    const { unpacked, look } = await drafted();
    const verdicts = await unpacked(
      packed(face(1), face(1), face(2, { width: 10 }), utf8('read me'), face(3)),
    );
    expect(verdicts).toEqual([
      'accepted',
      'photo.duplicate',
      'photo.too-small',
      'photo.wrong-format',
      'accepted',
    ]);
    const keys = look.photos().map(({ deliveryKey }) => deliveryKey);
    expect(keys).toEqual([1, 2, 3, 4, 5].map((number) => `chat:7/00${number}`));
  });

  it('delivered a second time adds nothing', async () => {
    const { unpacked, deliver, look, ports } = await drafted();
    await unpacked(packed(...faces(5)));
    const first = look.photos();
    await deliver(packed(...faces(5)));
    await ports.jobs.drain();
    expect(look.photos()).toEqual(first);
  });

  it('whose worker died is gone on with where it stopped', async () => {
    const { deliver, ports, verdicts, aisha } = await drafted();
    const { id: photoId } = await deliver(packed(...faces(4)));
    const died = new PortError('storage.unavailable', 'put', { retryable: true });
    const dieAfter = (photos: number): void =>
      before(ports.photoReader, 'read', () => {
        if (photos === 0) throw died;
        dieAfter(photos - 1);
      });
    dieAfter(2);
    await expect(aisha.jobs['archive.unpack']({ photoId })).rejects.toThrow('put');
    await ports.jobs.drain();
    expect(verdicts()).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
  });

  it('finds as much room as there is, and what is refused makes room again', async () => {
    const { unpacked, avatar, send, ports } = await drafted();
    for (let at = 0; at < 15; at += 1) await send(avatar, `single ${at}`);
    await ports.jobs.drain();
    const contents = [face(0, { width: 10 }), ...faces(8).slice(1)];
    const verdicts = (await unpacked(packed(...contents))).slice(15);
    expect(verdicts).toEqual([
      'photo.too-small',
      ...Array.from({ length: 5 }, () => 'accepted'),
      'photo.over-limit',
      'photo.over-limit',
    ]);
  });

  it('sent in the place of a photo adds to it, and keeps to the limit', async () => {
    const { deliver, avatar, send, ports, verdicts, look } = await drafted();
    for (let at = 0; at < 18; at += 1) await send(avatar, `single ${at}`);
    await ports.jobs.drain();
    const [{ id } = {}] = look.photos();
    await deliver(packed(...faces(5)), { replaces: id });
    await ports.jobs.drain();
    expect(verdicts().filter((verdict) => verdict === 'accepted')).toHaveLength(20);
    expect(look.photos().map((photo) => photo.id)).toContain(id);
  });

  it('that was taken back meanwhile brings nothing more', async () => {
    const { deliver, avatar, ports, verdicts, aisha } = await drafted();
    const { id: photoId } = await deliver(packed(...faces(5)));
    let read = 0;
    const takeBack = (): void =>
      before(ports.photoReader, 'read', async () => {
        read += 1;
        if (read === 3) await aisha.removePhoto(photoId, avatar.userId);
        else takeBack();
      });
    takeBack();
    await ports.jobs.drain();
    expect(verdicts()).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('is told about once, together with what was sent beside it', async () => {
    const { deliver, avatar, send, ports } = await drafted();
    await send(avatar, 'one before');
    await deliver(packed(...faces(6)));
    await send(avatar, 'one after');
    await ports.jobs.drainFor(5000);
    expect(ports.notifier.told).toHaveLength(1);
    expect(ports.notifier.last('photos.judged')?.summary).toMatchObject({ accepted: 8, sent: 8 });
  });

  it('has files refused that claim to be too large, unread', async () => {
    const { unpacked } = await drafted();
    const claimedBytes = 21 * 1024 * 1024;
    const archive = plainArchive([
      { content: new Uint8Array(2 * 1024 * 1024), claimedBytes },
      { content: face(1) },
    ]);
    expect(await unpacked(archive)).toEqual(['photo.too-large', 'accepted']);
  });
});

describe('an archive that cannot be taken', () => {
  it.each([
    ['archive.encrypted', plainArchive([{ content: face(1) }], { isEncrypted: true })],
    ['archive.damaged', packed(...faces(3)).slice(0, -10)],
    ['archive.empty', packed()],
    ['archive.too-many-files', packed(...faces(101))],
    ['archive.too-large', plainArchive([{ content: face(1), claimedBytes: 4e9 }])],
  ])('is refused with one reason, and adds no photo: %s', async (refusal, archive) => {
    const { unpacked, ports } = await drafted();
    expect(await unpacked(archive)).toEqual([refusal]);
    expect(ports.blobs.keys()).toEqual([]);
  });

  it('because a file in it is damaged keeps what came before', async () => {
    const { unpacked } = await drafted();
    const archive = plainArchive([
      { content: face(1) },
      { content: face(2), claimedBytes: 3 },
      { content: face(3) },
    ]);
    const verdicts = await unpacked(archive);
    expect(verdicts).toContain('accepted');
    expect(verdicts).toContain('archive.damaged');
    expect(verdicts.filter((verdict) => verdict === 'accepted')).toHaveLength(1);
  });

  it('because its avatar is gone adds nothing', async () => {
    const { deliver, aisha, ports, look, avatar } = await drafted();
    const { id: photoId } = await deliver(packed(...faces(3)));
    before(ports.archiveReader, 'read', () =>
      ports.unitOfWork.run(({ avatars }) => avatars.save({ ...avatar, status: 'deleted' })),
    );
    await aisha.jobs['archive.unpack']({ photoId });
    expect(look.photos().filter(({ status }) => status === 'accepted')).toEqual([]);
    expect(ports.blobs.keys()).toEqual([]);
  });

  it('because the channel does not answer now is tried again', async () => {
    const { deliver, aisha, ports, verdicts } = await drafted();
    const { id: photoId } = await deliver(packed(...faces(2)));
    ports.files.failNext(new PortError('file.unavailable', 'open', { retryable: true }));
    await expect(aisha.jobs['archive.unpack']({ photoId })).rejects.toThrow('open');
    expect(verdicts()).toEqual(['received']);
    ports.files.failNext(new PortError('file.unavailable', 'open', { retryable: false }));
    await aisha.jobs['archive.unpack']({ photoId });
    expect(verdicts()).toEqual(['photo.unavailable']);
  });
});
