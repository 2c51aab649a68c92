import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { jobQueueContract, silentLogger, type Until } from '@aisha/core/testing';
import { Pool } from 'pg';
import { createTestDatabase } from '../../../../test/support/database.ts';
import { pgBossJobQueue } from './index.ts';

const until: Until = async (condition) => {
  const giveUpAt = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) throw new Error('it never came to be so');
    await pause(10);
  }
};

const create = async () => {
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
    jobs: { enqueue: one.enqueueIn.bind(one, kysely) },
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

describe('the job queue on pg-boss', () => {
  jobQueueContract({ it, create });
});
