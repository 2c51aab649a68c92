import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';
import { picturesIn } from '../../testing/world/pictures.ts';

describe('deleting a picture', () => {
  it('hides it at once, removes its bytes soon, and leaves the money as it was', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const [gone, kept] = await picturesIn(world);
    const before = await aisha.getBalance(gone.userId);

    expect(await aisha.deleteImage(gone.id, gone.userId)).toEqual(gone);
    const { images } = await aisha.listImages(gone.userId, { limit: 10 });
    expect(images.map(({ id }) => id)).not.toContain(gone.id);
    expect(await ports.blobs.find(gone.blobKey)).toBeDefined();

    await ports.jobs.drain();
    expect(await ports.blobs.find(gone.blobKey)).toBeUndefined();
    expect(await ports.blobs.find(gone.thumbnailKey)).toBeUndefined();
    expect(await ports.blobs.find(kept!.blobKey)).toBeDefined();
    expect(await aisha.getBalance(gone.userId)).toEqual(before);
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
    const { missing } = await aisha.sweepOrphans();
    expect(missing).toBe(0);
  });

  it('is done once: a second tap finds nothing', async () => {
    const world = aWorld();
    const [image] = await picturesIn(world);
    await world.aisha.deleteImage(image.id, image.userId);
    expect(await world.aisha.deleteImage(image.id, image.userId)).toBeUndefined();
    await world.ports.jobs.drain();
    expect(world.ports.jobs.parked()).toEqual([]);
  });

  it('is nobody else’s to do', async () => {
    const world = aWorld();
    const [image] = await picturesIn(world);
    const { id: stranger } = await world.person();
    expect(await world.aisha.deleteImage(image.id, stranger)).toBeUndefined();
    await world.ports.jobs.drain();
    expect(await world.ports.blobs.find(image.blobKey)).toBeDefined();
  });
});
