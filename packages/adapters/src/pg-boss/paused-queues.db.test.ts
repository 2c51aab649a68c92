import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunId } from '@aisha/core';
import { freshId, handleAll, silentLogger } from '@aisha/core/testing';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import {
  createOrm,
  listPausedQueues,
  mikroOrmUnitOfWork,
  type MikroORM,
} from '../mikro-orm/index.ts';
import { pgBossJobQueue, type PgBossJobQueue } from './index.ts';

let database: TestDatabase;
let orm: MikroORM;
let queue: PgBossJobQueue;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url, poolSize: 3 });
  const paused = () => listPausedQueues({ orm });
  queue = pgBossJobQueue({ url: database.url, logger: silentLogger, poolSize: 2, paused });
  await queue.open();
});

afterAll(async () => {
  await queue?.close();
  await orm?.close();
  await database?.drop();
});

const until = async (condition: () => boolean): Promise<void> => {
  const giveUpAt = Date.now() + 15_000;
  while (!condition()) {
    if (Date.now() > giveUpAt) throw new Error('it never came to be so');
    await pause(10);
  }
};

describe('a paused queue', () => {
  it('has nothing begun, while others go on, until it is resumed', async () => {
    const unitOfWork = mikroOrmUnitOfWork({
      orm,
      enqueue: (em, ...job) => queue.enqueueIn(em.getKysely(), ...job),
    });
    const done: string[] = [];
    await unitOfWork.run(({ queuePauses }) =>
      queuePauses.add({ name: 'run.check', since: new Date() }),
    );
    await queue.work(handleAll(async ({ name }) => void done.push(name)));
    await unitOfWork.run(async ({ jobs }) => {
      await jobs.enqueue({ name: 'run.check', data: { runId: freshId<RunId>() } });
    });
    // Enqueued after it: had the queue not been paused, both were done.
    await unitOfWork.run(({ jobs }) =>
      jobs.enqueue({ name: 'run.cancel', data: { runId: freshId<RunId>() } }),
    );
    await until(() => done.length > 0);
    expect(done).toEqual(['run.cancel']);
    await unitOfWork.run(({ queuePauses }) => queuePauses.delete('run.check'));
    await until(() => done.length > 1);
    expect(done).toEqual(['run.cancel', 'run.check']);
  });
  it('is told of in one sentence where the database does not answer', async () => {
    const away = await createOrm({
      url: 'postgresql://aisha:secret@127.0.0.1:1/none',
      poolSize: 1,
    });
    await expect(listPausedQueues({ orm: away })).rejects.toMatchObject({
      code: 'database.unavailable',
      retryable: true,
      message: expect.not.stringContaining('secret') as string,
    });
    await away.close();
  });
});
