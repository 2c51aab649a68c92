import { describe, expect, it } from 'vitest';
import type { FileRef } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('remembering how a picture was shown', () => {
  const shownAs = 'file-7' as FileRef;

  it("keeps the channel's handle of a person's own picture, and nobody else's", async () => {
    const { aisha, ports, inTheMaking } = aWorld();
    const generation = await inTheMaking();
    ports.generator.succeed(ports.generator.latest().requestId);
    await ports.jobs.drainFor(60_000);
    const { images } = await aisha.listImages(generation.userId, { limit: 10 });
    const [image] = images;
    expect(image).toBeDefined();
    if (!image) return;

    await aisha.rememberShown(freshId(), [{ imageId: image.id, shownAs }]);
    const after = async () => (await aisha.listImages(generation.userId, { limit: 10 })).images[0];
    expect((await after())?.shownAs).toBe(image.shownAs);

    await aisha.rememberShown(generation.userId, [{ imageId: image.id, shownAs }]);
    expect((await after())?.shownAs).toBe(shownAs);
  });
});
