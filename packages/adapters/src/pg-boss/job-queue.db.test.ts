import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job, RunId, UserId } from '@aisha/core';
import { aCheck, aGate, aJobLedger, freshId, handleAll, silentLogger } from '@aisha/core/testing';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { createOrm, mikroOrmUnitOfWork, type MikroORM } from '../mikro-orm/index.ts';
import { installJobSchema, pgBossJobQueue, type PgBossJobQueue } from './index.ts';

let database: TestDatabase;
let orm: MikroORM;
let queues: PgBossJobQueue[];

beforeEach(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url, poolSize: 5 });
  queues = [];
});

afterEach(async () => {
  await Promise.all([orm.close(), ...queues.map((queue) => queue.close())]);
  await database.drop();
});

const newQueue = (): PgBossJobQueue => {
  const queue = pgBossJobQueue({ url: database.url, logger: silentLogger, poolSize: 3 });
  queues.push(queue);
  return queue;
};

const openQueue = async (): Promise<PgBossJobQueue> => {
  const queue = newQueue();
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

describe('the job queue within a transaction of MikroORM', () => {
  it('delivers a job once the transaction commits', async () => {
    const queue = await openQueue();
    const ran = aJobLedger();
    await queue.work(handleAll(ran.handle));
    const job = aCheck();
    await unitOfWorkOn(queue).run(async ({ jobs }) => {
      await jobs.enqueue(job);
      await pause(150);
      expect(ran.jobs).toEqual([]);
    });
    await until(() => ran.jobs.length === 1);
    expect(ran.jobs).toEqual([job]);
  });

  it('drops a job with the transaction that is rolled back', async () => {
    const queue = await openQueue();
    const ran = aJobLedger();
    await queue.work(handleAll(ran.handle));
    const changedMind = unitOfWorkOn(queue).run(async ({ jobs }) => {
      await jobs.enqueue(aCheck());
      await jobs.enqueue(aCheck(), { key: 'a' });
      throw new Error('changed my mind');
    });
    await expect(changedMind).rejects.toThrow('changed my mind');
    await pause(1_200);
    expect(ran.jobs).toEqual([]);
    expect(await queue.depths()).toEqual([]);
  });

  it('frees the key of a job that was rolled back', async () => {
    const queue = await openQueue();
    const ran = aJobLedger();
    await queue.work(handleAll(ran.handle));
    const unitOfWork = unitOfWorkOn(queue);
    const undone = unitOfWork.run(async ({ jobs }) => {
      await jobs.enqueue(aCheck(), { key: 'a' });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    await unitOfWork.run(({ jobs }) => jobs.enqueue(aCheck(), { key: 'a' }));
    await until(() => ran.jobs.length === 1);
  });

  it('holds a waiting job back while a transaction relies on it', async () => {
    const queue = await openQueue();
    const ran = aJobLedger();
    const unitOfWork = unitOfWorkOn(queue);
    const startAt = new Date(Date.now() + 200);
    await unitOfWork.run(({ jobs }) => jobs.enqueue(aCheck(), { key: 'a', startAt }));
    await queue.work(handleAll(ran.handle));
    await unitOfWork.run(async ({ jobs }) => {
      await jobs.enqueue(aCheck(), { key: 'a', startAt });
      await pause(1_500);
      expect(ran.jobs).toEqual([]);
    });
    await until(() => ran.jobs.length === 1);
  });

  it('picks a job up within milliseconds of its commit', async () => {
    const queue = await openQueue();
    const unitOfWork = unitOfWorkOn(queue);
    const delays: number[] = [];
    let committedAt = 0;
    await queue.work(handleAll(async () => void delays.push(performance.now() - committedAt)));
    for (let count = 1; count <= 40; count += 1) {
      await unitOfWork.run(({ jobs }) => jobs.enqueue(aCheck()));
      committedAt = performance.now();
      await until(() => delays.length === count);
    }
    const median = delays.toSorted((one, other) => one - other)[20];
    expect(median).toBeLessThan(100);
  });

  it('drains a backlog without waiting for anything', async () => {
    const queue = await openQueue();
    const ran = aJobLedger();
    await unitOfWorkOn(queue).run(async ({ jobs }) => {
      for (let count = 0; count < 200; count += 1) await jobs.enqueue(aCheck());
    });
    const began = performance.now();
    await queue.work(handleAll(ran.handle));
    await until(() => ran.jobs.length === 200);
    expect(performance.now() - began).toBeLessThan(8_000);
  });
});

describe('the job queue of several processes', () => {
  it('opens in all of them at once', async () => {
    const fresh = Array.from({ length: 4 }, newQueue);
    await Promise.all(fresh.map((queue) => queue.open()));
    await unitOfWorkOn(fresh[0]!).run(({ jobs }) => jobs.enqueue(aCheck()));
    expect(await fresh[3]!.depths()).toMatchObject([{ name: 'run.check', waiting: 1 }]);
  });

  it('finds what was installed beforehand, however often', async () => {
    await installJobSchema(database.url);
    await installJobSchema(database.url);
    const queue = await openQueue();
    expect(await queue.depths()).toEqual([]);
  });
});

describe('a job queue that loses its connections', () => {
  it('goes on, and finishes what it had in hand', async () => {
    const queue = await openQueue();
    const gate = aGate();
    const ran = aJobLedger();
    await queue.work(
      handleAll(async (job) => {
        await gate.opened;
        await ran.handle(job);
      }),
    );
    const unitOfWork = unitOfWorkOn(queue);
    await unitOfWork.run(({ jobs }) => jobs.enqueue(aCheck()));
    await expect.poll(() => queue.depths()).toMatchObject([{ running: 1 }]);
    const db = orm.em.fork().getConnection();
    await db.execute(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'aisha-jobs' and datname = current_database()",
    );
    gate.open();
    await unitOfWork.run(({ jobs }) => jobs.enqueue(aCheck()));
    await until(() => ran.jobs.length === 2);
    await expect.poll(() => queue.depths(), { timeout: 10_000 }).toEqual([]);
    expect(ran.jobs.length).toBe(2);
  });
});

describe('a job queue that stops', () => {
  it('hands back at once what does not end in time, and another runs it', async () => {
    const [one, two] = [await openQueue(), await openQueue()];
    const job = aCheck();
    const gate = aGate();
    const [first, second] = [aJobLedger(), aJobLedger()];
    await one.work(handleAll((taken) => first.handle(taken).then(() => gate.opened)));
    await unitOfWorkOn(one).run(({ jobs }) => jobs.enqueue(job, { key: 'a' }));
    await until(() => first.jobs.length === 1);
    await two.work(handleAll(second.handle));

    const began = performance.now();
    await one.stop({ timeoutMs: 200 });
    expect(performance.now() - began).toBeLessThan(1_500);
    await until(() => second.jobs.length === 1);
    expect(performance.now() - began).toBeLessThan(2_500);
    expect(second.jobs).toEqual([job]);

    gate.open();
    await pause(300);
    expect(await two.depths()).toEqual([]);
    expect(await two.parked({ limit: 10 })).toEqual([]);
  });

  it('leaves a job to its double that waits already', async () => {
    const [one, two] = [await openQueue(), await openQueue()];
    const [first, second] = [aJobLedger(), aJobLedger()];
    await one.work(handleAll((taken) => first.handle(taken).then(() => aGate().opened)));
    const unitOfWork = unitOfWorkOn(one);
    await unitOfWork.run(({ jobs }) => jobs.enqueue(aCheck(), { key: 'a' }));
    await until(() => first.jobs.length === 1);
    const double = aCheck();
    const startAt = new Date(Date.now() + 1_000);
    await unitOfWork.run(({ jobs }) => jobs.enqueue(double, { key: 'a', startAt }));
    await one.stop({ timeoutMs: 0 });
    await two.work(handleAll(second.handle));
    await until(() => second.jobs.length === 1);
    await pause(500);
    expect(second.jobs).toEqual([double]);
  });
});

describe('a job that was given up', () => {
  it('waits for an operator, who has it tried again', async () => {
    const queue = await openQueue();
    const ran = aJobLedger();
    const job: Job = { name: 'run.check', data: { runId: 'no-id' as RunId } };
    await queue.work(handleAll(ran.handle));
    await unitOfWorkOn(queue).run(({ jobs }) => jobs.enqueue(job));
    await expect
      .poll(() => queue.parked({ limit: 10 }), { timeout: 10_000 })
      .toMatchObject([{ ...job, reason: 'its data has an unknown form' }]);
    expect(ran.jobs).toEqual([]);
    expect(await queue.retryParked([freshId()])).toBe(0);
    expect(await queue.retryParked()).toBe(1);
    await expect.poll(async () => (await queue.parked({ limit: 10 })).length).toBe(1);
  });
});

describe('jobs about a person', () => {
  it('are taken back, done, waiting or given up, and nobody else’s', async () => {
    const queue = await openQueue();
    const [userId, other] = [freshId<UserId>(), freshId<UserId>()];
    const about = (id: UserId): Job => ({
      name: 'photos.report',
      data: { avatarId: freshId(), userId: id },
    });
    const jobs = [about(userId), about(userId), about(other)];
    await unitOfWorkOn(queue).run(async (tx) => {
      for (const job of jobs) await tx.jobs.enqueue(job);
    });
    await queue.forgetPerson(userId);
    await queue.forgetPerson(userId);
    const ran = aJobLedger();
    await queue.work(handleAll(ran.handle));
    await until(() => ran.jobs.length === 1);
    expect(ran.jobs).toEqual([jobs[2]]);
  });
});
