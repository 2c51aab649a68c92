import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Avatar, GenerationId } from '@aisha/core';
import { createOrm, postgresLeadership } from '@aisha/adapters/mikro-orm';
import { brokenInvariantsAt } from './invariants.ts';
import { startBreakableServer, until, type BreakableServer } from './postgres/breakable-server.ts';
import { startLedgerProvider } from './postgres/ledger-provider.ts';
import { openFlows, type FlowAddresses, type Flows } from './postgres/paid-flows.ts';
import { storm } from './postgres/storm.ts';
import { startWorkers, type Workers } from './postgres/workers.ts';
import { size } from './size.ts';

let server: BreakableServer;
let provider: Awaited<ReturnType<typeof startLedgerProvider>>;
let addresses: FlowAddresses;
let flows: Flows;
let avatars: Avatar[];
/** Processes that run jobs until the test is over. */
let workers: Workers | undefined;

beforeAll(async () => {
  server = await startBreakableServer();
  provider = await startLedgerProvider();
  const directory = await mkdtemp(join(tmpdir(), 'aisha-flows-'));
  addresses = { databaseUrl: server.url, providerUrl: provider.url, directory };
  flows = await openFlows(addresses);
  await flows.queue.work(flows.aisha.jobs);
  avatars = await Promise.all(Array.from({ length: size(4, 20) }, flows.person));
  await finish();
});

afterAll(async () => {
  await flows?.close();
  await server?.close();
  await provider?.close();
  if (addresses) await rm(addresses.directory, { recursive: true, force: true });
});

afterEach(async () => {
  await server.proxy.pass();
  await workers?.stop();
  expect(workers?.lost ?? []).toEqual([]);
  workers = undefined;
  expect(await broken()).toEqual([]);
});

const broken = () =>
  brokenInvariantsAt(server.direct(), {
    blobs: flows.blobs,
    sandboxRuns: [...provider.bill(), ...flows.trainings()],
  });

const count = async (from: string): Promise<number> => {
  const [row] = await server.ask(`select count(*) from ${from}`);
  return Number(row?.['count']);
};

/** Nothing waits, runs or is under way. */
const settled = () =>
  until(async () => {
    const jobs = await count(`pgboss.job where state <= 'active' and name not like 'task.%'`);
    const orders = await count(`generations where finished_at is null`);
    return jobs + orders === 0;
  }, 60_000);

const someone = (at = 0): Avatar => avatars[at % avatars.length] as Avatar;
const ids = (length: number): GenerationId[] => Array.from({ length }, flows.nextId);
const holdsOf = (id: GenerationId) => count(`holds where id = '${id}'`);
const heldNothing = async (id: GenerationId): Promise<void> => expect(await holdsOf(id)).toBe(0);
const tell = (fact: string): boolean => process.stdout.write(`    ${fact}\n`);
const since = (start: number): number => Math.round(performance.now() - start);

describe('PostgreSQL that breaks under paid flows', () => {
  it('ends no process, and every order is delivered or refunded', async () => {
    workers = await startWorkers(addresses, 2);
    const orders = ids(size(100, 2_000));
    const weather = storm(server, {
      rounds: size(1, 6),
      works: () => flows.unitOfWork.run(({ users }) => users.find(someone().userId)),
    });
    const lanes = 8;
    const tapping = Promise.all(
      Array.from({ length: lanes }, async (_, lane) => {
        let pressed = 0;
        for (let at = lane; at < orders.length; at += lanes) {
          pressed += await flows.insist(someone(at), orders[at] as GenerationId);
          await pause(size(600, 150));
        }
        return pressed;
      }),
    );
    const [recoveries, presses] = await Promise.all([weather, tapping]);
    await settled();
    const statuses = await server.ask(
      `select status, count(*)::int from generations where id = any($1) group by status`,
      [orders],
    );
    const byStatus: Readonly<Record<string, number>> = Object.fromEntries(
      statuses.map((row) => [String(row['status']), Number(row['count'])]),
    );
    tell(
      `${orders.length} orders, ${presses.reduce((sum, one) => sum + one, 0)} presses: ` +
        `${JSON.stringify(byStatus)}; back at work after ms: ${recoveries.join(', ')}`,
    );
    expect((byStatus['succeeded'] ?? 0) + (byStatus['blocked'] ?? 0)).toBe(orders.length);
    expect(Math.max(...recoveries)).toBeLessThan(5_000);
  });
});

describe('a commit whose answer is lost', () => {
  it('has its one effect, at each of the commits of an order', async () => {
    const orders = ids(size(20, 50));
    const billed = provider.bill().length;
    const cutBefore = server.proxy.counts.cut;
    for (const [at, id] of orders.entries()) {
      server.proxy.cutAfterCommit({ times: 1, when: at % 2 ? 'sent' : 'answered' });
      expect(await flows.order(someone(at), id)).toMatchObject({
        ok: true,
        value: { isNew: true },
      });
    }
    expect(server.proxy.counts.cut - cutBefore).toBe(orders.length);

    server.proxy.cutAfterCommit({ times: size(50, 200), when: 'answered' });
    await finish();
    expect(provider.bill().length - billed).toBe(orders.length);
    tell(`${server.proxy.counts.cut - cutBefore} commits cut, ${orders.length} runs billed`);
  });

  it('in a crash is told as unknown, and the same order again is the first one', async () => {
    const id = flows.nextId();
    const narrow = await openFlows(addresses, { poolSize: 1 });
    await narrow.unitOfWork.run(({ users }) => users.find(someone().userId));
    const { cut } = server.proxy.counts;
    // The line that is open stays open; asking what became of the commit takes a new one.
    await server.proxy.refuse();
    server.proxy.cutAfterCommit({ times: 1, when: 'answered' });
    const ordered = narrow.order(someone(), id).catch((error: unknown) => error);
    await until(() => server.proxy.counts.cut > cut);
    await server.crash();
    await server.proxy.pass();
    expect(await ordered).toMatchObject({ code: 'database.unavailable', retryable: true });
    expect(await narrow.order(someone(), id)).toMatchObject({ ok: true, value: { isNew: false } });
    await narrow.close();
    await finish();
  });
});

/** Has whatever was ordered done, here. */
const finish = async (): Promise<void> => {
  await flows.queue.work(flows.aisha.jobs);
  await settled();
  await flows.queue.stop({ timeoutMs: 5_000 });
};

describe('PostgreSQL that keeps us waiting', () => {
  it('for a row that a stranger locked turns an order away, and nothing is held', async () => {
    const stranger = await server.stranger();
    await stranger.query('begin');
    await stranger.query('select * from ledger_accounts for update');
    const id = flows.nextId();
    const start = performance.now();
    await expect(flows.order(someone(), id)).rejects.toMatchObject({
      code: 'database.conflict',
      retryable: true,
    });
    const waited = since(start);
    await heldNothing(id);
    await stranger.query('rollback');
    expect(await flows.insist(someone(), id)).toBe(1);
    tell(`turned away after ${waited} ms`);
    expect(waited).toBeLessThan(2_500);
    await finish();
  });

  it('for a place in the pool turns an order away within two seconds, and nothing is held', async () => {
    const narrow = await openFlows(addresses, { poolSize: 2 });
    const release = Promise.withResolvers<void>();
    let held = 0;
    const holders = [1, 2].map(() =>
      narrow.unitOfWork.run(() => {
        held += 1;
        return release.promise;
      }),
    );
    await until(() => held === 2);
    const id = narrow.nextId();
    const start = performance.now();
    const crowd = await Promise.allSettled(
      Array.from({ length: 20 }, () => narrow.order(someone(), id)),
    );
    const waited = since(start);
    expect(new Set(crowd.map(({ status }) => status))).toEqual(new Set(['rejected']));
    await heldNothing(id);
    release.resolve();
    await Promise.all(holders);
    tell(`20 turned away after ${waited} ms`);
    expect(waited).toBeLessThan(2_500);
    expect(await narrow.order(someone(), id)).toMatchObject({ ok: true });
    await narrow.close();
    await finish();
  });

  it('on a line that is half open is noticed, and the pool is whole afterwards', async () => {
    const narrow = await openFlows(addresses, { poolSize: 2 });
    await Promise.all([1, 2].map(() => narrow.unitOfWork.run(() => pause(20))));
    const id = narrow.nextId();
    server.proxy.halfOpen();
    const start = performance.now();
    await expect(narrow.order(someone(), id)).rejects.toMatchObject({
      code: 'database.unavailable',
    });
    const waited = since(start);
    await server.proxy.pass();
    const again = performance.now();
    await narrow.insist(someone(), id);
    tell(`noticed after ${waited} ms, at work again after ${since(again)} ms`);
    expect(waited).toBeLessThan(14_000);
    await narrow.close();
    await finish();
  });
});

describe('what hangs on one connection for long', () => {
  it('the line that listens is opened anew', async () => {
    await flows.queue.work(flows.aisha.jobs);
    const listeners = async (): Promise<number[]> => {
      const rows = await server.ask(
        `select pid from pg_stat_activity where application_name = 'aisha-jobs'
           and (query ilike 'listen "aisha_jobs%' or query like '%pg_listening_channels%')
           and pid <> pg_backend_pid()`,
      );
      return rows.map(({ pid }) => Number(pid));
    };
    const [first] = await listeners();
    expect(first).toBeGreaterThan(0);
    const start = performance.now();
    await server.ask('select pg_terminate_backend($1)', [first]);
    await until(async () => (await listeners()).some((pid) => pid !== first));
    tell(`listening again after ${since(start)} ms`);
    expect(since(start)).toBeLessThan(5_000);
    await flows.queue.stop({ timeoutMs: 1_000 });
  });

  it('a leader whose server restarts stops, one of all leads again, and never two', async () => {
    let leading = 0;
    let most = 0;
    let terms = 0;
    const candidates = await Promise.all(
      [1, 2, 3].map(async () => {
        const orm = await createOrm({ url: server.url, poolSize: 2 });
        const campaign = postgresLeadership({ orm }).campaign('storm', async (signal) => {
          terms += 1;
          leading += 1;
          most = Math.max(most, leading);
          await new Promise<void>((resolve) => {
            if (signal.aborted) resolve();
            signal.addEventListener('abort', () => resolve(), { once: true });
          });
          leading -= 1;
        });
        return { orm, campaign };
      }),
    );
    await until(() => leading === 1);
    const start = performance.now();
    await server.restartImmediately();
    await until(() => terms >= 2 && leading === 1);
    tell(`one leads again after ${since(start)} ms`);
    expect(since(start)).toBeLessThan(10_000);
    expect(most).toBe(1);
    for (const { orm, campaign } of candidates) {
      await campaign.stop();
      await orm.close();
    }
  });
});
