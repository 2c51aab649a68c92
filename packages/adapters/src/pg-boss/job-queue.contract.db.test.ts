import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'vitest';
import type { Jobs } from '@aisha/core';
import { jobQueueContract, silentLogger, type Until } from '@aisha/core/testing';
import { Pool } from 'pg';
import type { KyselyTransactionLike } from 'pg-boss';
import { createTestDatabase } from '../../../../test/support/database.ts';
import { pgBossJobQueue, type PgBossJobQueue } from './index.ts';

const until: Until = async (condition) => {
  const giveUpAt = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) throw new Error('it never came to be so');
    await pause(10);
  }
};

type EnqueueOn = (queue: PgBossJobQueue, kysely: KyselyTransactionLike) => Jobs['enqueue'];

const announced: EnqueueOn =
  (queue, kysely) =>
  (...job) =>
    queue.enqueueIn(kysely, ...job);

/** Each by itself, and so committed once it is stored. */
const takenAtOnce: EnqueueOn =
  (queue, kysely) =>
  async (job, options = {}) => {
    const heard: ((isCommitted: boolean) => void)[] = [];
    await queue.enqueueIn(kysely, job, options, { hear: (listener) => void heard.push(listener) });
    for (const listener of heard) listener(true);
  };

const creating = (enqueueOn: EnqueueOn) => async () => {
  const database = await createTestDatabase();
  const pool = new Pool({ connectionString: database.url, max: 5 });
  const open = async () => {
    const queue = pgBossJobQueue({ url: database.url, logger: silentLogger, poolSize: 3 });
    await queue.open();
    return queue;
  };
  const [one, two] = [await open(), await open()];
  const kysely = {
    executeQuery: async <R>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) =>
      pool.query<R & object>(sql, [...parameters]),
  };
  return {
    one,
    two,
    jobs: { enqueue: enqueueOn(one, kysely) },
    now: () => new Date(),
    until,
    elapse: async (ms: number) => pause(ms),
    parked: async () => (await one.parked({ limit: 100 })).length,
    cleanup: async () => {
      await Promise.all([one.close(), two.close(), pool.end()]);
      await database.drop();
    },
  };
};

// Each has a database of its own, and most of its time goes by waiting whether something happens.
const several = it.concurrent;

describe('the job queue on pg-boss', () => {
  jobQueueContract({ it: several, create: creating(announced) });
});

describe('the job queue on pg-boss, where it is enqueued as taken', () => {
  jobQueueContract({ it: several, create: creating(takenAtOnce) });
});
