import { describe, expect, it } from 'vitest';
import { freshId } from '../../testing/builders/fresh.ts';
import { collect } from '../../testing/streams.ts';
import { aWorld } from '../../testing/world/a-world.ts';

const delivered = async () => {
  const world = aWorld();
  const order = await world.inTheMaking();
  world.ports.generator.succeed(world.ports.generator.latest().requestId);
  await world.ports.jobs.drainFor(60_000);
  const [image] = [...world.ports.unitOfWork.committed().images.values()];
  return { ...world, order, image: image! };
};

describe('the bytes of a picture', () => {
  it('are its owner’s to read, as it was made and small', async () => {
    const { aisha, image } = await delivered();
    const whole = await aisha.openImage(image.id, image.userId);
    expect((await collect(whole!.content)).length).toBe(image.bytes);
    expect(whole?.contentType).toBe(image.contentType);
    const small = await aisha.openImage(image.id, image.userId, 'thumbnail');
    expect(small?.contentType).toBe('image/jpeg');
    expect((await collect(small!.content)).length).toBeGreaterThan(0);
  });

  it('are made small for who looks before that is stored', async () => {
    const { aisha, image, ports } = await delivered();
    const small = async () =>
      collect((await aisha.openImage(image.id, image.userId, 'thumbnail'))!.content);
    const stored = await small();
    await ports.blobs.delete(image.thumbnailKey);
    expect(await small()).toEqual(stored);
    await ports.blobs.delete(image.blobKey);
    await expect(small()).rejects.toMatchObject({ code: 'storage.not-found' });
  });

  it('are nobody else’s', async () => {
    const { aisha, image } = await delivered();
    expect(await aisha.openImage(image.id, freshId())).toBeUndefined();
    expect(await aisha.openImage(freshId(), image.userId)).toBeUndefined();
  });
});
