import { describe, expect, it } from 'vitest';
import type { ErasureId } from '../../shared/ids.ts';
import { freshId } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('the receipt of an erasure', () => {
  it('says how it stands, and to whoever has it, but never whose it is', async () => {
    const { draftWithPhotos, aisha, ports } = aWorld();
    const { userId } = await draftWithPhotos(10);
    const receipt = await aisha.requestErasure({ id: userId });
    const requestedAt = ports.clock.now();
    expect(await aisha.getReceipt(receipt!)).toEqual({
      id: receipt,
      requestedAt,
      finishedAt: undefined,
      erased: undefined,
    });
    await ports.jobs.drain();
    const found = await aisha.getReceipt(receipt!);
    expect(found).toMatchObject({ requestedAt, erased: { avatars: 1, photos: 10 } });
    expect(found?.finishedAt).toBeDefined();
    expect(JSON.stringify(found)).not.toContain(userId);
  });

  it('of nobody is none', async () => {
    const { aisha } = aWorld();
    expect(await aisha.getReceipt(freshId<ErasureId>())).toBeUndefined();
  });
});
