import { describe, expect, it } from 'vitest';
import { exportLimits } from '../../domain/image/export-plan.ts';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import { streamOf } from '../../shared/bytes.ts';
import { PortError } from '../../shared/port-error.ts';
import type { Image } from '../../domain/image/image.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { readPlainArchive } from '../../testing/in-memory/archive-builder.ts';
import { aWorld, type World } from '../../testing/world/a-world.ts';
import { before } from '../../testing/world/before.ts';
import { picturesIn } from '../../testing/world/pictures.ts';

const hours = 60 * 60_000;

const archives = ({ ports }: World) =>
  ports.blobs
    .keys()
    .filter((key) => key.startsWith('exports/'))
    .map((key) => readPlainArchive(ports.blobs.contentOf(key)!));

const news = ({ ports }: World) =>
  ports.notifier.told.filter(({ notification }) => notification.type === 'images.exported');

describe('exporting pictures', () => {
  it('packs those that were chosen, and sends them', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const [first, , third] = await picturesIn(world);
    const { userId } = first;
    const imageIds = [third!.id, first.id];
    expect(await aisha.requestExport(userId, { type: 'chosen', imageIds })).toBe(true);
    await ports.jobs.drain();
    const [archive, ...others] = archives(world);
    expect(others).toEqual([]);
    expect(archive?.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\d-001\.\w+$/u),
      expect.stringMatching(/^\d{4}-\d\d-\d\d-002\.\w+$/u),
    ]);
    expect(archive?.map(({ content }) => content)).toEqual([
      ports.blobs.contentOf(first.blobKey),
      ports.blobs.contentOf(third!.blobKey),
    ]);
    expect(news(world)).toMatchObject([
      { notification: { part: 1, parts: 1, pictures: 2 }, file: { name: 'pictures.zip' } },
    ]);
  });

  it('packs what a filter shows', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const [image] = await picturesIn(world);
    await aisha.markFavourite(image.id, image.userId, true);
    const filter = { type: 'favourites' } as const;
    await aisha.requestExport(image.userId, { type: 'filtered', filter });
    await ports.jobs.drain();
    expect(archives(world)[0]).toHaveLength(1);
  });

  it('sends several archives where one would be too large', async () => {
    const world = aWorld({ policy: { ...defaultPolicy, maxArchiveBytes: 100_000 } });
    const { aisha, ports } = world;
    const images = await picturesIn(world);
    const large = new Uint8Array(45_000);
    for (const { blobKey } of images) {
      const options = { contentType: 'image/png', maxBytes: large.length };
      await ports.blobs.put(blobKey, streamOf(large), options);
    }
    await resize(world, images, large.length);
    const imageIds = images.map(({ id }) => id);
    await aisha.requestExport(images[0].userId, { type: 'chosen', imageIds });
    await ports.jobs.drain();
    expect(archives(world).map((archive) => archive.length)).toEqual([2, 2]);
    expect(news(world).map(({ file }) => file?.name)).toEqual(['pictures-1.zip', 'pictures-2.zip']);
  });

  it('leaves out what is deleted, and what is somebody else’s', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const [image, gone] = await picturesIn(world);
    const [foreign] = await picturesIn(world);
    await aisha.deleteImage(gone!.id, image.userId);
    const imageIds = [image.id, gone!.id, foreign.id, freshId<Image['id']>()];
    await aisha.requestExport(image.userId, { type: 'chosen', imageIds });
    await ports.jobs.drain();
    expect(archives(world)[0]).toHaveLength(1);
  });

  it('leaves out what our storage has lost, and brings the rest', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const [image, ...others] = await picturesIn(world);
    await ports.blobs.delete(image.blobKey);
    await aisha.requestExport(image.userId, { type: 'filtered' });
    await ports.jobs.drain();
    expect(archives(world)[0]).toHaveLength(others.length);
  });

  it('leaves out what our storage has damaged, and brings the rest', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const [image, ...others] = await picturesIn(world);
    before(ports.blobs, 'find', () => {
      throw new PortError('storage.corrupt', 'find a blob', { retryable: false });
    });
    await aisha.requestExport(image.userId, { type: 'filtered' });
    await ports.jobs.drainFor(60_000);
    expect(archives(world)[0]).toHaveLength(others.length);
    expect(news(world)).toMatchObject([{ notification: { pictures: others.length } }]);
  });

  it('stops where storage is away, and goes on when it is back', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const [image] = await picturesIn(world);
    before(ports.blobs, 'find', () => {
      throw new PortError('storage.unavailable', 'find a blob', { retryable: true });
    });
    await aisha.requestExport(image.userId, { type: 'chosen', imageIds: [image.id] });
    await ports.jobs.drainFor(60_000);
    expect(archives(world)[0]).toHaveLength(1);
    expect(news(world)).toHaveLength(1);
  });

  it('says so where none of them is left', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const [image] = await picturesIn(world);
    await aisha.requestExport(image.userId, { type: 'chosen', imageIds: [image.id] });
    await aisha.deleteImage(image.id, image.userId);
    await ports.jobs.drain();
    expect(archives(world)).toEqual([]);
    expect(news(world)).toEqual([]);
    expect(ports.notifier.last('images.unexported')).toBeDefined();
  });

  it('sends nothing to who leaves while they are packed, and keeps nothing', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const [image] = await picturesIn(world);
    await aisha.requestExport(image.userId, { type: 'chosen', imageIds: [image.id] });
    const original = { ...ports.blobs };
    ports.blobs.put = async (...args) => {
      const info = await original.put(...args);
      const receipt = await aisha.requestErasure({ id: image.userId });
      // The archive was written just after erasing had looked for it.
      await aisha.jobs['account.erase']({ erasureId: receipt! });
      await original.put(...args);
      return info;
    };
    await ports.jobs.drainFor(60_000);
    expect(news(world)).toEqual([]);
    expect(ports.blobs.keys()).toEqual([]);
  });

  it('packs two hundred, the newest, of all that there are', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const [image] = await picturesIn(world);
    await ports.unitOfWork.run(({ images }) =>
      images.addAll(
        Array.from({ length: 250 }, (_, index) => ({
          ...image,
          id: freshId<Image['id']>(),
          index: index + 10,
        })),
      ),
    );
    await aisha.requestExport(image.userId, { type: 'filtered' });
    await ports.jobs.drain();
    expect(archives(world)[0]).toHaveLength(exportLimits.filtered);
    expect(news(world)).toMatchObject([{ notification: { pictures: 200 } }]);
  });

  it('says no to nothing, and to more than can be chosen', async () => {
    const { aisha, person } = aWorld();
    const { id } = await person();
    const many = Array.from({ length: exportLimits.chosen + 1 }, () => freshId<Image['id']>());
    expect(await aisha.requestExport(id, { type: 'chosen', imageIds: [] })).toBe(false);
    expect(await aisha.requestExport(id, { type: 'chosen', imageIds: many })).toBe(false);
  });

  it('leaves an archive for a day, and no longer', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const [image] = await picturesIn(world);
    await aisha.requestExport(image.userId, { type: 'chosen', imageIds: [image.id] });
    await ports.jobs.drain();
    ports.clock.advance(23 * hours);
    await aisha.sweepOrphans();
    expect(archives(world)).toHaveLength(1);
    ports.clock.advance(2 * hours);
    await aisha.sweepOrphans();
    expect(archives(world)).toEqual([]);
    expect(await ports.blobs.find(image.blobKey)).toBeDefined();
  });
});

/** As if the pictures had been delivered with so many bytes. */
const resize = async ({ ports }: World, images: readonly Image[], bytes: number): Promise<void> => {
  await ports.unitOfWork.run(async (tx) => {
    for (const image of images) await tx.images.delete(image.id, image.userId);
    await tx.images.addAll(images.map((image) => ({ ...image, bytes })));
  });
};
