import { describe, expect, it } from 'vitest';
import { createAisha } from '../../create-aisha.ts';
import { streamOf } from '../../shared/bytes.ts';
import type { BlobKey } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import { aWorld, type World } from '../../testing/world/a-world.ts';
import { before } from '../../testing/world/before.ts';
import { utf8 } from '../../testing/streams.ts';

const day = 24 * 60 * 60_000;
const options = { contentType: 'image/png', maxBytes: 1000 };

const put = ({ ports }: World, key: string) =>
  ports.blobs.put(key as BlobKey, streamOf(utf8(key)), options);
const isThere = ({ ports }: World, key: string) =>
  ports.blobs.contentOf(key as BlobKey) !== undefined;

/** A trained avatar, so that some rows refer to bytes, and a day gone by. */
const aDayOld = async (...orphans: string[]): Promise<World> => {
  const world = aWorld();
  await world.ready();
  for (const key of orphans) await put(world, key);
  world.ports.clock.advance(day + 1);
  return world;
};

describe('sweeping storage', () => {
  it('removes what no row has referred to for a day, and nothing else', async () => {
    const world = await aDayOld('images/none/0.png', 'zzz/left.png', '0/first.png');
    const kept = world.ports.blobs.keys().length - 3;
    await put(world, 'images/young/0.png');
    const swept = await world.aisha.sweepOrphans();
    expect(swept).toMatchObject({ scanned: kept + 4, orphans: 3, spared: 1, missing: 0 });
    expect(world.ports.blobs.keys()).toHaveLength(kept + 1);
    expect(isThere(world, 'images/young/0.png')).toBe(true);
    expect(world.log.at(-1)).toMatchObject({ level: 'info', fields: { orphans: 3 } });
  });

  it('only looks in a dry run', async () => {
    const world = await aDayOld('images/none/0.png');
    expect(await world.aisha.sweepOrphans({ dryRun: true })).toMatchObject({ orphans: 1 });
    expect(isThere(world, 'images/none/0.png')).toBe(true);
    expect(await world.aisha.sweepOrphans()).toMatchObject({ orphans: 1 });
    expect(await world.aisha.sweepOrphans()).toMatchObject({ orphans: 0 });
  });

  it('is written down where an operator had it done, and not where it only looked', async () => {
    const world = await aDayOld('images/none/0.png');
    const by = { who: 'ada', why: 'the disk is full' };
    await world.aisha.sweepOrphans({ dryRun: true, by });
    expect(await world.aisha.inspectAudit({ limit: 5 })).toEqual([]);
    await world.aisha.sweepOrphans({ by });
    await world.aisha.sweepOrphans();
    expect(await world.aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { ...by, action: 'storage.sweep', details: { step: 'done', orphans: 1, missing: 0 } },
      { ...by, action: 'storage.sweep', details: { step: 'begun' } },
    ]);
  });

  it('is written down before the first byte goes, also where it breaks off', async () => {
    const world = await aDayOld('images/none/0.png');
    const blobs = { ...world.ports.blobs, delete: () => Promise.reject(new Error('away')) };
    const by = { who: 'ada', why: 'the disk is full' };
    const { sweepOrphans } = createAisha({ ...world.ports, blobs });
    await expect(sweepOrphans({ by })).rejects.toThrow('away');
    expect(await world.aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { ...by, action: 'storage.sweep', details: { step: 'begun' } },
    ]);
  });

  it('tells how far it has come', async () => {
    const world = await aDayOld('images/none/0.png');
    const told: number[] = [];
    const { scanned } = await world.aisha.sweepOrphans({ onScanned: (count) => told.push(count) });
    expect(told).toEqual(Array.from({ length: scanned }, (_, at) => at + 1));
    expect(scanned).toBeGreaterThan(1);
  });

  it('reports rows whose bytes are gone, and leaves the rows', async () => {
    const world = await aDayOld();
    const [photo] = world.look.photos();
    const key = photo!.stored!.blobKey;
    await world.ports.blobs.delete(key);
    const swept = await world.aisha.sweepOrphans();
    const missing = { key, owner: `photo ${photo!.id}` };
    expect(swept).toMatchObject({ missing: 1, missingExamples: [missing] });
    const told = world.log.find(({ level }) => level === 'error');
    expect(told?.fields).toMatchObject(missing);
    expect(world.look.photos()).toContainEqual(photo);
  });

  it('leaves what a row refers to by the time it would go', async () => {
    const world = await aDayOld('zzz/left.png');
    const { blobReferences } = world.ports;
    Object.assign(blobReferences, { has: async (key: BlobKey) => key === 'zzz/left.png' });
    expect(await world.aisha.sweepOrphans()).toMatchObject({ orphans: 0, spared: 1 });
    expect(isThere(world, 'zzz/left.png')).toBe(true);
  });

  it('removes nothing where no row refers to anything: that is another database', async () => {
    const world = aWorld();
    await put(world, 'images/of/others.png');
    world.ports.clock.advance(2 * day);
    expect(await world.aisha.sweepOrphans()).toMatchObject({ orphans: 0, spared: 1 });
    expect(isThere(world, 'images/of/others.png')).toBe(true);
  });

  it('removes so many at most, and the rest the next time', async () => {
    const world = await aDayOld(...Array.from({ length: 1_003 }, (_, at) => `zzz/${at}.png`));
    expect(await world.aisha.sweepOrphans()).toMatchObject({ orphans: 1_000, spared: 3 });
    expect(await world.aisha.sweepOrphans()).toMatchObject({ orphans: 3, spared: 0 });
  });

  it('goes on past a damaged blob', async () => {
    const world = await aDayOld('zzz/1-damaged.png', 'zzz/2-orphan.png');
    before(world.ports.blobs, 'find', () => {
      throw new PortError('storage.corrupt', 'find a blob', { retryable: false });
    });
    expect(await world.aisha.sweepOrphans()).toMatchObject({ orphans: 1, spared: 1 });
    expect(isThere(world, 'zzz/1-damaged.png')).toBe(true);
  });

  it('stops where storage is away', async () => {
    const world = await aDayOld('zzz/left.png');
    before(world.ports.blobs, 'find', () => {
      throw new PortError('storage.unavailable', 'find a blob', { retryable: true });
    });
    await expect(world.aisha.sweepOrphans()).rejects.toMatchObject({ code: 'storage.unavailable' });
  });

  it('asks for rows a page at a time, and for all of them', async () => {
    const world = await aDayOld();
    const { blobReferences } = world.ports;
    const asked: (string | undefined)[] = [];
    const many = Array.from({ length: 1_100 }, (_, at) => ({
      key: `many/${String(at).padStart(4, '0')}` as BlobKey,
      owner: 'image x',
    }));
    Object.assign(blobReferences, {
      list: async ({ limit, after }: { limit: number; after?: BlobKey }) => {
        asked.push(after);
        return many.filter(({ key }) => after === undefined || key > after).slice(0, limit);
      },
      has: async () => true,
    });
    expect(await world.aisha.sweepOrphans()).toMatchObject({ missing: 1_100 });
    expect(asked.slice(1)).toEqual([undefined, 'many/0499', 'many/0999']);
  });
});
