import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';
import { picturesIn } from '../../testing/world/pictures.ts';

describe('a picture as a file', () => {
  it('is its original, whose handle is kept apart from that of the picture', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const [image] = await picturesIn(world);
    expect(await aisha.sendFile(image.id, image.userId)).toBe(true);
    await ports.jobs.drain();
    const { file } = ports.notifier.told.at(-1)!;
    expect(file).toMatchObject({ blobKey: image.blobKey, bytes: image.bytes, filedAs: undefined });
    const after = ports.unitOfWork.committed().images.get(image.id);
    expect(after).toEqual({ ...image, filedAs: `filed:${image.blobKey}` });

    await aisha.sendFile(image.id, image.userId);
    await ports.jobs.drain();
    expect(ports.notifier.told.at(-1)?.file?.filedAs).toBe(`filed:${image.blobKey}`);
  });

  it('does not come where the picture was deleted meanwhile', async () => {
    const world = aWorld();
    const [image] = await picturesIn(world);
    await world.aisha.sendFile(image.id, image.userId);
    await world.aisha.deleteImage(image.id, image.userId);
    await world.ports.jobs.drain();
    expect(world.ports.notifier.last('image.filed')).toBeUndefined();
    expect(world.ports.jobs.parked()).toEqual([]);
  });

  it('is nobody else’s to ask for', async () => {
    const world = aWorld();
    const [image] = await picturesIn(world);
    const { id: stranger } = await world.person();
    expect(await world.aisha.sendFile(image.id, stranger)).toBe(false);
    await world.ports.jobs.drain();
    expect(world.ports.notifier.last('image.filed')).toBeUndefined();
  });
});
