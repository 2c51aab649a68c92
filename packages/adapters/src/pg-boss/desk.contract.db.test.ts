import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { jobDeskContract, silentLogger, type Until } from '@aisha/core/testing';
import { createTestDatabase } from '../../../../test/support/database.ts';
import { createOrm, mikroOrmUnitOfWork } from '../mikro-orm/index.ts';
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
  const orm = await createOrm({ url: database.url, poolSize: 3 });
  const queue = pgBossJobQueue({ url: database.url, logger: silentLogger, poolSize: 2 });
  await queue.open();
  return {
    unitOfWork: mikroOrmUnitOfWork({
      orm,
      enqueue: (em, ...job) => queue.enqueueIn(em.getKysely(), ...job),
      desk: (db) => queue.deskOn(db),
    }),
    now: () => new Date(),
    until,
    work: (handlers: Parameters<typeof queue.work>[0]) => queue.work(handlers),
    stop: () => queue.stop({ timeoutMs: 5_000 }),
    cleanup: async () => {
      await queue.close();
      await orm.close();
      await database.drop();
    },
  };
};

describe('the desk of jobs on pg-boss', () => {
  // Each has a database of its own, and waits for jobs most of the time.
  jobDeskContract({ it: it.concurrent, create });
});
