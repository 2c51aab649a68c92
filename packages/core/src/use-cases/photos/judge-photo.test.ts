import { describe, expect, it } from 'vitest';
import type { FileRef, PhotoId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import { blobKeysOf, defaultPhotoRules } from '../../domain/photo/photo.ts';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import { freshId, plainPicture, textOf, utf8 } from '../../testing/index.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';
import { before } from '../../testing/world/before.ts';

/** A draft, and how the photo of a picture sent to it ends. */
const drafted = async () => {
  const world = aWorld();
  const avatar = await world.draft();
  const send = (looks: string, picture = {}, to = avatar) => world.send(to, looks, picture);
  const judged = async (looks: string, picture = {}) => {
    const { id } = await send(looks, picture);
    await world.ports.jobs.drain();
    return stored(id);
  };
  const stored = (id: PhotoId) => world.look.photos().find((photo) => photo.id === id)!;
  /** What is kept of the photos themselves, without thumbnails. */
  const keptKeys = () => world.ports.blobs.keys().filter((key) => !key.includes('.thumbnail.'));
  const judge = (photoId: PhotoId) => world.aisha.jobs['photo.judge']({ photoId });
  return { ...world, avatar, send, judged, stored, judge, keptKeys };
};

describe('a photo that can be learnt from', () => {
  it('is kept upright, without metadata, and with what is known of it', async () => {
    const { judged, ports, avatar } = await drafted();
    const picture = { width: 800, height: 1200, turned: true, note: 'taken at home' };
    const photo = await judged('a face', { ...picture, format: 'webp' });

    expect(photo.status).toBe('accepted');
    const { blobKey, sha256, ...facts } = photo.stored!;
    expect(blobKey).toBe(`photos/${avatar.id}/${photo.id}.webp`);
    expect(facts).toMatchObject({ width: 1200, height: 800, contentType: 'image/webp' });
    expect(await ports.blobs.find(blobKey)).toMatchObject({ sha256, bytes: facts.bytes });
    expect(textOf(ports.blobs.contentOf(blobKey)!)).not.toContain('taken at home');
  });

  it('is told about once for a whole album', async () => {
    const { send, ports } = await drafted();
    for (let at = 0; at < 10; at += 1) await send(`face ${at}`);
    await ports.jobs.drainFor(5000);
    expect(ports.notifier.told).toHaveLength(1);
    expect(ports.notifier.last('photos.judged')?.summary.accepted).toBe(10);
  });
});

describe('a photo that cannot be learnt from', () => {
  it.each([
    ['is too small', { width: 511 }, 'photo.too-small'],
    ['has too many pixels', { width: 10_000, height: 10_000 }, 'photo.too-many-pixels'],
  ])('because it %s is refused with that reason and not kept', async (_, picture, refusal) => {
    const { judged, ports, keptKeys } = await drafted();
    expect(await judged('a face', picture)).toMatchObject({ status: 'refused', refusal });
    expect(keptKeys()).toEqual([]);
    expect(ports.jobs.pending('photos.report')).toHaveLength(1);
  });

  it.each([
    ['no picture', utf8('<svg/>'), 'photo.wrong-format'],
    ['a broken picture', utf8('plain picture {"format":'), 'photo.broken'],
    ['larger than we read', new Uint8Array(defaultPhotoRules.maxBytes + 1), 'photo.too-large'],
  ])('because it is %s is refused with that reason', async (_, content, refusal) => {
    const { send, stored, ports } = await drafted();
    const { id, source } = await send('a face');
    ports.files.offer(source, content);
    await ports.jobs.drain();
    expect(stored(id)).toMatchObject({ status: 'refused', refusal });
    expect(ports.blobs.keys()).toEqual([]);
  });

  it('because the channel has it no more is refused', async () => {
    const { send, stored, ports } = await drafted();
    const { id } = await send('a face');
    ports.files.failNext(new PortError('file.unavailable', 'open', { retryable: false }));
    await ports.jobs.drain();
    expect(stored(id)).toMatchObject({ status: 'refused', refusal: 'photo.unavailable' });
  });

  it('because the channel does not answer now is looked at again', async () => {
    const { send, stored, ports } = await drafted();
    const { id } = await send('a face');
    ports.files.failNext(new PortError('file.unavailable', 'open', { retryable: true }));
    await ports.jobs.drain();
    expect(stored(id).status).toBe('received');
    await ports.jobs.drainFor(5000);
    expect(stored(id).status).toBe('accepted');
  });
});

describe('a photo in bad light or out of focus', () => {
  it('is taken with a warning where it is not so bad, and trains all the same', async () => {
    const { judged } = await drafted();
    const photo = await judged('a face', { quality: { sharpness: 4, brightness: 20 } });
    expect(photo).toMatchObject({ status: 'accepted', warnings: ['photo.dark', 'photo.soft'] });
  });

  it.each([
    ['photo.blurred', { sharpness: 1 }],
    ['photo.too-dark', { brightness: 3 }],
    ['photo.too-bright', { whitePercent: 97 }],
    ['photo.too-narrow', { elongation: 6 }],
  ])('is refused where it is hopeless: %s', async (refusal, quality) => {
    const { judged, keptKeys } = await drafted();
    const photo = await judged('a face', { quality });
    expect(photo).toMatchObject({ status: 'refused', refusal, warnings: [] });
    expect(keptKeys()).toEqual([]);
  });
});

describe('a thumbnail', () => {
  it('is kept of what was taken and of what was not, as far as there was anything to see', async () => {
    const { judged, ports } = await drafted();
    const good = await judged('a face');
    const double = await judged('a face');
    const small = await judged('far away', { width: 100 });
    const huge = await judged('a wall', { width: 10_000, height: 10_000 });
    for (const { thumbnailKey } of [good, double, small]) {
      expect(ports.blobs.keys()).toContain(thumbnailKey);
    }
    expect(huge.thumbnailKey).toBe(undefined);
    expect(ports.blobs.keys()).toHaveLength(4);
  });
});

describe('a photo that is to replace another', () => {
  const replacing = async (looks: string, picture = {}) => {
    const world = await drafted();
    const old = await world.judged('a face');
    const { userId, id: avatarId } = world.avatar;
    const source = `telegram:${freshId()}` as FileRef;
    world.ports.files.offer(source, plainPicture({ looks, ...picture }));
    const photo = { userId, avatarId, source, deliveryKey: 'better', replaces: old.id };
    const { id } = granted(await world.aisha.receivePhoto(photo));
    await world.ports.jobs.drain();
    return { ...world, old, id };
  };

  it('takes its place, and the bytes of the old one go', async () => {
    const { stored, look, old, id, ports } = await replacing('a face', { width: 1500 });
    expect(stored(id)).toMatchObject({ status: 'accepted' });
    expect(look.photos().map((photo) => photo.id)).toEqual([id]);
    for (const key of blobKeysOf(old)) expect(ports.blobs.keys()).not.toContain(key);
    expect(ports.blobs.keys()).toHaveLength(2);
  });

  it('leaves the old one where it is not good itself', async () => {
    const { stored, old, id } = await replacing('a face', { quality: { sharpness: 0 } });
    expect(stored(id)).toMatchObject({ status: 'refused', refusal: 'photo.blurred' });
    expect(stored(old.id)).toEqual(old);
  });

  it('finds a place where all are taken, and only one', async () => {
    const { draftWithPhotos, send, aisha, look, ports } = aWorld();
    const avatar = await draftWithPhotos(20);
    const [old] = look.photos();
    await send(avatar, 'one too many');
    for (const number of [1, 2]) {
      const source = `telegram:better-${number}` as FileRef;
      ports.files.offer(source, plainPicture({ looks: `better ${number}` }));
      await aisha.receivePhoto({
        userId: avatar.userId,
        avatarId: avatar.id,
        source,
        deliveryKey: `better-${number}`,
        replaces: old!.id,
      });
    }
    await ports.jobs.drain();
    const statuses = look.photos().map(({ status, refusal }) => refusal ?? status);
    expect(statuses.filter((status) => status === 'accepted')).toHaveLength(20);
    expect(statuses.filter((status) => status === 'photo.over-limit')).toHaveLength(2);
  });
});

describe('a double', () => {
  it('of the very file is refused, and so is one that looks the same', async () => {
    const { judged, keptKeys } = await drafted();
    const first = await judged('a face');
    expect(await judged('a face')).toMatchObject({ refusal: 'photo.duplicate' });
    expect(await judged('a face', { note: 'other metadata' })).toMatchObject({
      refusal: 'photo.duplicate',
    });
    expect(await judged('a face', { width: 900 })).toMatchObject({
      refusal: 'photo.near-duplicate',
    });
    expect(keptKeys()).toEqual([first.stored!.blobKey]);
  });

  it('is refused whichever of the two is smaller', async () => {
    const { judged } = await drafted();
    await judged('a face', { width: 900 });
    expect(await judged('a face')).toMatchObject({ refusal: 'photo.near-duplicate' });
  });

  it('among photos judged at once leaves one of them', async () => {
    const { send, look, judge, keptKeys } = await drafted();
    const photos = [await send('a face'), await send('a face'), await send('a face')];
    await Promise.all(photos.map(({ id }) => judge(id)));
    const kept = look.photos().filter(({ status }) => status === 'accepted');
    expect(kept).toHaveLength(1);
    expect(keptKeys()).toEqual([kept[0]?.stored?.blobKey]);
  });

  it('of a refused photo, or of another avatar’s, is none', async () => {
    const { judged, avatar, draft, send, look, ports } = await drafted();
    await judged('a face', { width: 100 });
    expect((await judged('a face')).status).toBe('accepted');
    const other = await draft({ userId: avatar.userId });
    await send('a face', {}, other);
    await ports.jobs.drain();
    expect(look.photos().at(-1)).toMatchObject({ avatarId: other.id, status: 'accepted' });
  });
});

describe('a photo that two workers judge', () => {
  it('is kept with its bytes when it is good', async () => {
    const { send, stored, judge, keptKeys } = await drafted();
    const { id } = await send('a face');
    await Promise.all([judge(id), judge(id)]);
    await judge(id);
    expect(stored(id).status).toBe('accepted');
    expect(keptKeys()).toEqual([stored(id).stored!.blobKey]);
  });

  it('leaves no bytes behind when it is refused meanwhile', async () => {
    const { send, stored, judge, ports, aisha } = await drafted();
    const { id } = await send('a face');
    before(ports.blobs, 'put', () => {
      ports.clock.advance(11 * 60_000);
      return aisha.reconcile();
    });
    await judge(id);
    expect(stored(id)).toMatchObject({ status: 'refused', refusal: 'photo.unavailable' });
    expect(ports.blobs.keys()).toEqual([]);
  });

  it('that nobody knows is nothing', async () => {
    const { judge, ports } = await drafted();
    await judge(freshId<PhotoId>());
    expect(ports.blobs.keys()).toEqual([]);
  });
});

describe('the rules of photos', () => {
  it('are the operator’s', async () => {
    const photos = { ...defaultPolicy.photos, minShorterSide: 256 };
    const { draft, send, look, ports } = aWorld({ policy: { ...defaultPolicy, photos } });
    await send(await draft(), 'a face', { width: 300 });
    await ports.jobs.drain();
    expect(look.photos()).toMatchObject([{ status: 'accepted' }]);
  });
});

describe('a photo that must not be kept', () => {
  it('is refused with a reason of its own, nothing of it stays, and it is written down', async () => {
    const { judged, ports, avatar } = await drafted();
    const photo = await judged('improper');
    expect(photo).toMatchObject({ status: 'refused', refusal: 'photo.not-allowed' });
    expect(blobKeysOf(photo)).toEqual([]);
    expect(ports.blobs.keys()).toEqual([]);
    expect([...ports.unitOfWork.committed().decisions.values()]).toMatchObject([
      {
        userId: avatar.userId,
        subject: { type: 'photo', id: photo.id },
        judge: 'moderator',
        category: 'sexual',
      },
    ]);
  });

  it('waits while nobody judges it, and is taken when somebody does', async () => {
    const { send, stored, ports } = await drafted();
    ports.moderator.failNext(2);
    const { id } = await send('a face');
    await ports.jobs.drain();
    expect(stored(id).status).toBe('received');
    await ports.jobs.drainFor(2 * 60_000);
    expect(stored(id).status).toBe('accepted');
  });

  it('is not taken where nobody judges it in time', async () => {
    const { send, stored, ports } = await drafted();
    ports.moderator.failNext(1_000);
    const { id } = await send('a face');
    await ports.jobs.drainFor(5 * 60_000);
    expect(stored(id)).toMatchObject({ status: 'refused', refusal: 'photo.unjudged' });
    expect(ports.jobs.parked()).toEqual([]);
    expect([...ports.unitOfWork.committed().decisions.values()]).toMatchObject([
      { judge: 'nobody' },
    ]);
  });
});
