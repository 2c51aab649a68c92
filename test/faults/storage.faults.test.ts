import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, type TestContext } from 'vitest';
import { streamOf, type Avatar, type BlobKey, type BlobStore } from '@aisha/core';
import { startEmbeddedPostgres } from '@aisha/adapters/embedded-postgres';
import { fileSystemBlobStore } from '@aisha/adapters/file-system';
import { migrateDatabase } from '@aisha/adapters/mikro-orm';
import { createTestDatabase } from '../support/database.ts';
import { selectTexts } from '../support/postgres/admin.ts';
import { brokenInvariantsAt } from './invariants.ts';
import { until } from './postgres/breakable-server.ts';
import { startLedgerProvider } from './postgres/ledger-provider.ts';
import { openFlows, type Flows } from './postgres/paid-flows.ts';
import { smallDisk, type SmallDisk } from './storage/small-disk.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const tell = (fact: string): boolean => process.stdout.write(`    ${fact}\n`);
const options = { contentType: 'image/png', maxBytes: 10_000_000 };

const diskOf = async (megabytes: number, context: TestContext): Promise<SmallDisk> => {
  const disk = await smallDisk(megabytes);
  if (typeof disk === 'string') return context.skip(disk);
  closers.push(() => disk.remove());
  return disk;
};

/** Flows that this process works off, with somebody whose avatar is ready. */
const openedFlows = async (databaseUrl: string, directory: string) => {
  const provider = await startLedgerProvider();
  closers.push(provider.close);
  const flows = await openFlows({ databaseUrl, providerUrl: provider.url, directory });
  closers.push(flows.close);
  await flows.queue.work(flows.aisha.jobs);
  const avatar = await flows.person();
  const broken = () =>
    brokenInvariantsAt(databaseUrl, {
      blobs: flows.blobs,
      sandboxRuns: [...provider.bill(), ...flows.trainings()],
    });
  return { flows, avatar, broken };
};

const ended = async (databaseUrl: string, count: number): Promise<void> => {
  const query = `select count(*) from generations where finished_at is not null`;
  await until(async () => {
    const open = `select count(*) from pgboss.job where state <= 'active'`;
    const [done] = await selectTexts(databaseUrl, query, []);
    const [left] = await selectTexts(databaseUrl, open, []);
    return done === String(count) && left === '0';
  }, 60_000);
};

const keysOf = async (blobs: BlobStore): Promise<BlobKey[]> => {
  const keys: BlobKey[] = [];
  for await (const key of blobs.list('images/')) keys.push(key);
  return keys;
};

describe('a disk that is full', () => {
  it('where pictures are kept: none is shown until there is room, and then all are', async (context) => {
    const disk = await diskOf(8, context);
    const database = await createTestDatabase();
    closers.push(database.drop);
    const { flows, avatar, broken } = await openedFlows(database.url, disk.directory);

    await disk.fill();
    const big = streamOf(Buffer.alloc(1_000_000));
    await expect(flows.blobs.put('images/x.png' as BlobKey, big, options)).rejects.toMatchObject({
      code: 'storage.unavailable',
      retryable: true,
    });
    const id = flows.nextId();
    await flows.insist(avatar, id);
    const waiting = `select count(*) from pgboss.job
      where name = 'generation.collect' and state = 'created' and start_after > now()`;
    await until(async () => (await selectTexts(database.url, waiting, []))[0] === '1');
    expect(await keysOf(flows.blobs)).toEqual([]);
    expect(await selectTexts(database.url, 'select id from images', [])).toEqual([]);
    expect(await readdir(join(disk.directory, 'incoming'))).toEqual([]);

    await disk.free();
    const start = performance.now();
    await ended(database.url, 1);
    tell(`delivered ${Math.round(performance.now() - start)} ms after there was room`);
    expect(await keysOf(flows.blobs)).toHaveLength(4);
    expect(await broken()).toEqual([]);
  });

  it('where PostgreSQL keeps its data: orders are turned away, and taken when there is room', async (context) => {
    const disk = await diskOf(176, context);
    const directory = await mkdtemp(join(tmpdir(), 'aisha-flows-'));
    closers.push(() => rm(directory, { recursive: true, force: true }));
    const server = await startEmbeddedPostgres({ dataDir: join(disk.directory, 'postgres') });
    closers.push(server.stop);
    await migrateDatabase(server.url);
    const { flows, avatar, broken } = await openedFlows(server.url, directory);
    await flows.queue.stop({ timeoutMs: 5_000 });

    await disk.fill();
    const { taken, refusal } = await orderUntilRefused(flows, avatar);
    expect(refusal).toMatchObject({ code: 'database.unavailable', retryable: true });
    const holds = `select id from holds where status = 'held'`;
    expect((await selectTexts(server.url, holds, [])).toSorted()).toEqual(taken.toSorted());

    await disk.free();
    expect(await flows.insist(avatar, flows.nextId())).toBeLessThan(10);
    tell(`${taken.length} orders fitted, then: ${String(refusal)}`);
    await flows.queue.work(flows.aisha.jobs);
    await ended(server.url, taken.length + 1);
    await flows.queue.stop({ timeoutMs: 5_000 });
    expect(await broken()).toEqual([]);
  });
});

/** Some fit into pages that have room. */
const orderUntilRefused = async (flows: Flows, avatar: Avatar) => {
  const taken: string[] = [];
  for (;;) {
    const id = flows.nextId();
    try {
      await flows.order(avatar, id);
      taken.push(id);
    } catch (refusal) {
      return { taken, refusal };
    }
    if (taken.length > 2_000) throw new Error('the disk is not full');
  }
};

describe('a process that is killed while it writes', () => {
  it('leaves nothing that can be seen, and what it left is swept', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'aisha-blobs-'));
    closers.push(() => rm(directory, { recursive: true }));
    const writer = fork(new URL('storage/slow-writer.ts', import.meta.url), [directory], {
      execArgv: ['--conditions=@aisha/source'],
    });
    await once(writer, 'message');
    const exited = once(writer, 'exit');
    writer.kill('SIGKILL');
    await exited;

    const blobs = fileSystemBlobStore({ directory });
    const key = 'images/half.png' as BlobKey;
    expect(await blobs.find(key)).toBeUndefined();
    expect(await keysOf(blobs)).toEqual([]);
    expect(await readdir(join(directory, 'incoming'))).toHaveLength(1);
    await blobs.put(key, streamOf(Buffer.from('whole')), options);
    expect(await blobs.find(key)).toMatchObject({ bytes: 5 });
    expect(await blobs.deleteUnfinished(new Date(Date.now() + 1_000))).toBe(1);
    expect(await readdir(join(directory, 'incoming'))).toEqual([]);
  });
});
