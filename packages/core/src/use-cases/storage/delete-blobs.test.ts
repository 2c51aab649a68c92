import { describe, expect, it } from 'vitest';
import type { BlobKey } from '../../shared/ids.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { picturesIn } from '../../testing/world/pictures.ts';

describe('removing bytes', () => {
  it('is done twice without harm', async () => {
    const { aisha } = aWorld();
    const keys = ['images/none/0.png' as BlobKey];
    await aisha.jobs['blobs.delete']({ keys });
    await aisha.jobs['blobs.delete']({ keys });
  });

  it('spares what a row still names, and says so', async () => {
    const world = aWorld();
    const [image] = await picturesIn(world);
    await world.aisha.jobs['blobs.delete']({ keys: [image.blobKey] });
    expect(await world.ports.blobs.find(image.blobKey)).toBeDefined();
    expect(world.log.map(({ message }) => message)).toContain('bytes in use are not deleted');
  });
});
