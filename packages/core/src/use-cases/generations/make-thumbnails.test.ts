import { describe, expect, it } from 'vitest';
import { PortError } from '../../shared/port-error.ts';
import type { Image } from '../../domain/image/image.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import { aWorld } from '../../testing/world/a-world.ts';

/** Four pictures that were delivered a moment ago, for 8 of 240 credits. */
const delivered = async () => {
  const world = aWorld();
  const { id, userId } = await world.inTheMaking();
  const { aisha, ports } = world;
  ports.generator.succeed(ports.generator.latest().requestId);
  await aisha.jobs['run.check']({ runId: world.look.runs(id)[0]!.id });
  await ports.jobs.drain();
  const { images } = await aisha.listImages(userId, { limit: 10 });
  const small = (image: Image) => ports.blobs.find(image.thumbnailKey);
  const make = () => aisha.jobs['generation.thumbnails']({ generationId: id });
  return { ...world, id, userId, images, small, make };
};

describe('small pictures', () => {
  it('are made of what was delivered, soon after', async () => {
    const { images, small, ports, look, id } = await delivered();
    expect(look.generation(id)).toMatchObject({ status: 'succeeded', delivered: 4 });
    for (const image of images) expect(await small(image)).toBeUndefined();
    await ports.jobs.drainFor(10_000);
    for (const image of images) {
      expect(await small(image)).toMatchObject({ contentType: 'image/jpeg' });
    }
  });

  it('are made later where the storage is away', async () => {
    const { images, small, ports } = await delivered();
    const put: BlobStore['put'] = ports.blobs.put.bind(ports.blobs);
    ports.blobs.put = () =>
      Promise.reject(new PortError('storage.unavailable', 'put', { retryable: true }));
    ports.clock.advance(1_000);
    await ports.jobs.drain();
    for (const image of images) expect(await small(image)).toBeUndefined();
    ports.blobs.put = put;
    await ports.jobs.drainFor(60_000);
    for (const image of images) expect(await small(image)).toBeDefined();
  });

  it('that are there are not made again', async () => {
    const { images, small, make, ports } = await delivered();
    await make();
    const [first] = images;
    await ports.blobs.delete(first!.thumbnailKey);
    const read: number[] = [];
    const readOne = ports.pictureReader.read.bind(ports.pictureReader);
    Object.assign(ports.pictureReader, {
      read: (content: Uint8Array) => {
        read.push(content.length);
        return readOne(content);
      },
    });
    await make();
    expect(read).toHaveLength(1);
    expect(await small(first!)).toBeDefined();
  });

  it('leave nothing behind where a picture is deleted meanwhile', async () => {
    const { images, small, make, ports, aisha, userId } = await delivered();
    const [first, second] = images;
    const read = ports.pictureReader.read.bind(ports.pictureReader);
    let deleted: Promise<unknown> | undefined;
    Object.assign(ports.pictureReader, {
      read: async (content: Uint8Array) => {
        deleted ??= aisha.deleteImage(first!.id, userId);
        await deleted;
        return read(content);
      },
    });
    await make();
    await ports.jobs.drain();
    expect(await small(first!)).toBeUndefined();
    expect(await small(second!)).toBeDefined();
  });
});
