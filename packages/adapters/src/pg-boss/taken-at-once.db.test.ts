import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '@aisha/core';
import { aCheck, aGate, aJobLedger, handleAll, silentLogger } from '@aisha/core/testing';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { factsNow, withFacts } from '../async-context/index.ts';
import { createOrm, mikroOrmUnitOfWork, type MikroORM } from '../mikro-orm/index.ts';
import { pgBossJobQueue, type PgBossJobQueue } from './index.ts';
import { queueSettings } from './queues.ts';

let database: TestDatabase;
let orm: MikroORM;
let queues: PgBossJobQueue[];

beforeEach(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url, poolSize: 6 });
  queues = [];
});

afterEach(async () => {
  await Promise.all([orm.close(), ...queues.map((queue) => queue.close())]);
  await database.drop();
});

const openQueue = async (): Promise<PgBossJobQueue> => {
  const queue = pgBossJobQueue({ url: database.url, logger: silentLogger, poolSize: 3 });
  queues.push(queue);
  await queue.open();
  return queue;
};

const unitOfWorkOn = (queue: PgBossJobQueue) =>
  mikroOrmUnitOfWork({
    orm,
    enqueue: (em, ...job) => queue.enqueueIn(em.getKysely(), ...job),
  });

const until = async (condition: () => unknown): Promise<void> => {
  await expect.poll(condition, { timeout: 10_000, interval: 5 }).toBe(true);
};

/** Workers look for work when they come; what is enqueued meanwhile is left to that look. */
const idle = (queue: PgBossJobQueue): Promise<void> =>
  until(() => {
    const place = queue.placeFor('run.check');
    place?.letGo();
    return place !== undefined;
  });

const { concurrency } = queueSettings['run.check'];

describe('a job that is enqueued where it can run', () => {
  it('runs there, though others look for work as well', async () => {
    const [one, two] = [await openQueue(), await openQueue()];
    const [first, second] = [aJobLedger(), aJobLedger()];
    await two.work(handleAll(second.handle));
    await one.work(handleAll(first.handle));
    await idle(one);
    const jobs = Array.from({ length: 20 }, aCheck);
    for (const job of jobs) {
      await unitOfWorkOn(one).run((tx) => tx.jobs.enqueue(job));
      await until(() => first.jobs.includes(job) || first.jobs.length === jobs.indexOf(job) + 1);
    }
    expect(first.jobs).toEqual(jobs);
    expect(second.jobs).toEqual([]);
    await expect.poll(() => one.depths(), { timeout: 10_000 }).toEqual([]);
  });

  it('is no part of the work that enqueued it', async () => {
    const queue = await openQueue();
    const known: object[] = [];
    await queue.work(handleAll(async () => void known.push(factsNow())));
    await idle(queue);
    await withFacts({ chatId: 7 }, () =>
      unitOfWorkOn(queue).run(({ jobs }) => jobs.enqueue(aCheck())),
    );
    await until(() => known.length === 1);
    expect(known).toEqual([{}]);
  });

  it('is left to others where there is no place for it', async () => {
    const [one, two] = [await openQueue(), await openQueue()];
    const gate = aGate();
    const [first, second] = [aJobLedger(), aJobLedger()];
    await one.work(handleAll((job) => first.handle(job).then(() => gate.opened)));
    await idle(one);
    const enqueue = (job: Job) => unitOfWorkOn(one).run(({ jobs }) => jobs.enqueue(job));
    for (let at = 0; at < concurrency; at += 1) await enqueue(aCheck());
    await until(() => first.jobs.length === concurrency);
    const [last, evenLater] = [aCheck(), aCheck()];
    await enqueue(last);
    await two.work(handleAll(second.handle));
    await enqueue(evenLater);
    await until(() => second.jobs.length === 2);
    expect(new Set(second.jobs)).toEqual(new Set([last, evenLater]));
    gate.open();
    expect(first.jobs).toHaveLength(concurrency);
  });

  it('overtakes none that waits', async () => {
    const queue = await openQueue();
    const gate = aGate();
    const ran = aJobLedger();
    const enqueue = (job: Job) => unitOfWorkOn(queue).run(({ jobs }) => jobs.enqueue(job));
    await queue.work(handleAll((job) => ran.handle(job).then(() => gate.opened)));
    const jobs = Array.from({ length: concurrency + 3 }, aCheck);
    for (const job of jobs) await enqueue(job);
    await until(() => ran.jobs.length === concurrency);
    gate.open();
    await until(() => ran.jobs.length === jobs.length);
    expect(new Set(ran.jobs)).toEqual(new Set(jobs));
    expect(ran.jobs.slice(0, concurrency)).toEqual(jobs.slice(0, concurrency));
  });

  it('keeps no place once its transaction was rolled back', async () => {
    const queue = await openQueue();
    const ran = aJobLedger();
    await queue.work(handleAll(ran.handle));
    await idle(queue);
    for (let time = 0; time < concurrency + 1; time += 1) {
      const undone = unitOfWorkOn(queue).run(async ({ jobs }) => {
        await jobs.enqueue(aCheck());
        throw new Error('changed my mind');
      });
      await expect(undone).rejects.toThrow('changed my mind');
    }
    await idle(queue);
    expect(await queue.depths()).toEqual([]);
    expect(ran.jobs).toEqual([]);
  });
});

describe('a job that was stored as taken', () => {
  it(
    'runs again within 15 s where whoever stored it died before it began',
    { timeout: 40_000 },
    async () => {
      const [one, two] = [await openQueue(), await openQueue()];
      const [first, second] = [aJobLedger(), aJobLedger()];
      await one.work(handleAll(first.handle));
      await idle(one);
      const job = aCheck();
      // Nobody is told that it was committed, as nobody is who has died.
      await one.enqueueIn(orm.em.fork().getKysely(), job, {}, { hear: () => undefined });
      expect(await one.depths()).toMatchObject([{ name: 'run.check', waiting: 0, running: 1 }]);
      const storedAt = performance.now();
      await two.work(handleAll(second.handle));
      await expect.poll(() => first.jobs.length + second.jobs.length, { timeout: 20_000 }).toBe(1);
      expect(performance.now() - storedAt).toBeLessThan(15_000);
      expect([...first.jobs, ...second.jobs]).toEqual([job]);
      expect(await two.parked({ limit: 10 })).toEqual([]);
    },
  );

  it('is waited for by whoever stops while its transaction is open', async () => {
    const queue = await openQueue();
    const ran = aJobLedger();
    await queue.work(handleAll(ran.handle));
    await idle(queue);
    const job = aCheck();
    let stopped: Promise<void> = Promise.resolve();
    await unitOfWorkOn(queue).run(async ({ jobs }) => {
      await jobs.enqueue(job);
      stopped = queue.stop({ timeoutMs: 5_000 });
    });
    await stopped;
    expect(ran.jobs).toEqual([job]);
    expect(await queue.depths()).toEqual([]);
  });

  it('is given back at once where its transaction ends after the queue has stopped', async () => {
    const [one, two] = [await openQueue(), await openQueue()];
    const [first, second] = [aJobLedger(), aJobLedger()];
    await one.work(handleAll(first.handle));
    await two.work(handleAll(second.handle));
    await idle(one);
    const job = aCheck();
    await unitOfWorkOn(one).run(async ({ jobs }) => {
      await jobs.enqueue(job);
      await one.stop({ timeoutMs: 50 });
      await pause(50);
    });
    const committedAt = performance.now();
    await until(() => second.jobs.length === 1);
    expect(performance.now() - committedAt).toBeLessThan(5_000);
    expect([first.jobs, second.jobs]).toEqual([[], [job]]);
  });
});
