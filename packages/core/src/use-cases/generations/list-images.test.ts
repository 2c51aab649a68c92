import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('a person’s pictures', () => {
  it('are listed newest first, page by page, down and up again', async () => {
    const { inTheMaking, aisha, ports } = aWorld();
    const { userId } = await inTheMaking();
    ports.generator.succeed(ports.generator.latest().requestId);
    await ports.jobs.drainFor(60_000);

    const first = await aisha.listImages(userId, { limit: 3 });
    const second = await aisha.listImages(userId, { limit: 3, before: first.images.at(-1)!.id });

    const again = await aisha.listImages(userId, { limit: 3, after: second.images[0]!.id });

    expect(first).toMatchObject({ hasNewer: false, hasOlder: true });
    expect(second).toMatchObject({ hasNewer: true, hasOlder: false });
    expect(again).toEqual(first);
    const places = [...first.images, ...second.images].map(({ index }) => index);
    expect(places).toEqual([3, 2, 1, 0]);
  });

  it('are nobody else’s', async () => {
    const { inTheMaking, person, aisha, ports } = aWorld();
    await inTheMaking();
    ports.generator.succeed(ports.generator.latest().requestId);
    await ports.jobs.drainFor(60_000);
    const { id } = await person();
    expect(await aisha.listImages(id, { limit: 3 })).toEqual({
      images: [],
      hasNewer: false,
      hasOlder: false,
    });
  });
});
