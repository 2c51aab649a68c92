import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isPortError, type Avatar } from '@aisha/core';
import { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { brokenInvariants, queryWith } from './invariants.ts';
import { startLedgerProvider } from './postgres/ledger-provider.ts';
import { openFlows, type FlowAddresses, type Flows } from './postgres/paid-flows.ts';
import { startReplica, type Replica } from './rolling/replicas.ts';
import { size } from './size.ts';

const drainMs = 10_000;
const people = 2;

let directory: string;
let database: TestDatabase;
let provider: Awaited<ReturnType<typeof startLedgerProvider>>;
let addresses: FlowAddresses;
let flows: Flows;
let sql: Pool;
let avatars: Avatar[];
let replicas: Replica[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'aisha-rolling-'));
  database = await createTestDatabase();
  provider = await startLedgerProvider();
  const files = join(directory, 'files');
  addresses = { databaseUrl: database.url, providerUrl: provider.url, directory: files };
  flows = await openFlows(addresses);
  sql = new Pool({ connectionString: database.url, max: 2 });
  replicas = [];
  await flows.queue.work(flows.aisha.jobs);
  avatars = [];
  while (avatars.length < people) avatars.push(await flows.person());
  await flows.queue.stop({ timeoutMs: 10_000 });
});

afterEach(async () => {
  await Promise.all(replicas.map((replica) => replica.end('SIGKILL')));
  await sql.end();
  await flows.close();
  await provider.close();
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

const count = async (where: string): Promise<number> => {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from generations where ${where}`,
  );
  return rows[0]?.count ?? 0;
};

const underWay = `status in ('reserved', 'submitting', 'queued', 'running', 'finishing')`;

/** Orders one picture, however often it is told to come again. */
const order = async ({ id: avatarId, userId }: Avatar): Promise<void> => {
  const wanted = { prompt: 'reading in a garden', aspectRatio: '3:4', count: 1 } as const;
  const id = flows.nextId();
  for (;;) {
    try {
      const answer = await flows.aisha.requestGeneration({ ...wanted, id, userId, avatarId });
      if (answer.ok) return;
      throw new Error(`refused: ${answer.refusal.code}`);
    } catch (error) {
      if (!isPortError(error) || !error.retryable) throw error;
    }
  }
};

/** Orders until so many are placed, and never lets the workers run out of them. */
const keepOrdering = async (orders: number, enough: () => boolean): Promise<void> => {
  for (let placed = 0; placed < orders; placed += people) {
    await Promise.all(avatars.map(order));
    // The last third is there for the workers that come last.
    while (!enough() && (await count(underWay)) > orders / 3) await pause(50);
  }
};

const allDone = async (): Promise<void> => {
  await expect.poll(() => count(underWay), { timeout: 120_000, interval: 200 }).toBe(0);
  const waiting = `select 1 from pgboss.job where state < 'completed'
    and name in ('notification.send', 'run.cancel')`;
  await expect.poll(async () => (await sql.query(waiting)).rowCount, { timeout: 30_000 }).toBe(0);
};

const broken = () => brokenInvariants(queryWith(sql), { blobs: flows.blobs });

describe('a rolling restart under load', { timeout: size(300_000, 1_200_000) }, () => {
  const cycles = size(20, 60);
  const orders = size(1_000, 4_000);
  const kills = size(0, 10);

  it(`of ${cycles} workers loses and fails none of ${orders} orders`, async () => {
    replicas = await Promise.all([1, 2].map(() => startReplica({ addresses })));
    let isOver = false;
    const ordering = keepOrdering(orders, () => isOver);
    ordering.catch(() => undefined);
    const drains: number[] = [];
    let coming = startReplica({ addresses });
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      // The next one is up before the last one goes, so that somebody always works.
      replicas.push(await coming);
      if (cycle < cycles) coming = startReplica({ addresses });
      const { code, tookMs, said } = (await replicas.shift()?.end('SIGTERM')) ?? {};
      expect({ code, said }).toEqual({ code: 0, said: '' });
      drains.push(tookMs ?? 0);
    }
    isOver = true;
    await ordering;
    for (let kill = 0; kill < kills; kill += 1) {
      replicas.push(await startReplica({ addresses }));
      expect((await replicas.shift()?.end('SIGKILL'))?.code).toBe('SIGKILL');
    }
    await allDone();
    const longest = Math.max(...drains);
    process.stdout.write(`    ${orders} orders, ${cycles} restarts, longest drain ${longest} ms\n`);
    expect(longest).toBeLessThan(drainMs);
    // One in seven is flagged by this provider, whatever becomes of us.
    expect(await count(`status in ('succeeded', 'blocked')`)).toBe(orders);
    // Who is let finish orders nothing twice.
    const billed = provider.bill().length;
    if (kills === 0) expect(billed).toBe(orders);
    expect(billed).toBeGreaterThanOrEqual(orders);
    expect(await broken()).toEqual([]);
  });
});

describe('a worker that hangs in a call', { timeout: 180_000 }, () => {
  it('ends within ten seconds all the same, and another does its work', async () => {
    const hanging = await startReplica({ addresses, hangs: true });
    replicas = [hanging];
    const [avatar] = avatars as [Avatar];
    await order(avatar);
    const active = `select 1 from pgboss.job where name = 'generation.submit' and state = 'active'`;
    await expect.poll(async () => (await sql.query(active)).rowCount, { timeout: 20_000 }).toBe(1);
    const { code, tookMs, said } = await hanging.end('SIGTERM');
    expect({ code, said }).toEqual({ code: 0, said: '' });
    process.stdout.write(`    a hanging worker ended with ${code} after ${tookMs} ms\n`);
    expect(tookMs).toBeLessThan(drainMs + 500);

    const handedBack = `select 1 from pgboss.job where name = 'generation.submit' and state < 'active'`;
    expect((await sql.query(handedBack)).rowCount).toBe(1);
    replicas = [await startReplica({ addresses })];
    await allDone();
    expect(await count(`status in ('succeeded', 'blocked')`)).toBe(1);
    expect(provider.bill()).toHaveLength(1);
    expect(await broken()).toEqual([]);
  });
});
