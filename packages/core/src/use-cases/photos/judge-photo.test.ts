import { describe, expect, it } from 'vitest';
import type { PhotoId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import { defaultPhotoRules } from '../../domain/photo/photo.ts';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import { freshId, textOf, utf8 } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';
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
  const judge = (photoId: PhotoId) => world.aisha.jobs['photo.judge']({ photoId });
  return { ...world, avatar, send, judged, stored, judge };
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
    const { judged, ports } = await drafted();
    expect(await judged('a face', picture)).toMatchObject({ status: 'refused', refusal });
    expect(ports.blobs.keys()).toEqual([]);
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

describe('a double', () => {
  it('of the very file is refused, and so is one that looks the same', async () => {
    const { judged, ports } = await drafted();
    const first = await judged('a face');
    expect(await judged('a face')).toMatchObject({ refusal: 'photo.duplicate' });
    expect(await judged('a face', { note: 'other metadata' })).toMatchObject({
      refusal: 'photo.duplicate',
    });
    expect(await judged('a face', { width: 900 })).toMatchObject({
      refusal: 'photo.near-duplicate',
    });
    expect(ports.blobs.keys()).toEqual([first.stored!.blobKey]);
  });

  it('is refused whichever of the two is smaller', async () => {
    const { judged } = await drafted();
    await judged('a face', { width: 900 });
    expect(await judged('a face')).toMatchObject({ refusal: 'photo.near-duplicate' });
  });

  it('among photos judged at once leaves one of them', async () => {
    const { send, look, judge, ports } = await drafted();
    const photos = [await send('a face'), await send('a face'), await send('a face')];
    await Promise.all(photos.map(({ id }) => judge(id)));
    const kept = look.photos().filter(({ status }) => status === 'accepted');
    expect(kept).toHaveLength(1);
    expect(ports.blobs.keys()).toEqual([kept[0]?.stored?.blobKey]);
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
    const { send, stored, judge, ports } = await drafted();
    const { id } = await send('a face');
    await Promise.all([judge(id), judge(id)]);
    await judge(id);
    expect(stored(id).status).toBe('accepted');
    expect(ports.blobs.keys()).toEqual([stored(id).stored!.blobKey]);
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
