import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aCheck, aJobLedger, handleAll, silentLogger } from '@aisha/core/testing';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { createOrm, type MikroORM } from '../mikro-orm/index.ts';
import { pgBossJobQueue, type PgBossJobQueue } from './index.ts';

const script = new URL('../../../../test/support/job-worker-process.ts', import.meta.url);

let database: TestDatabase;
let queue: PgBossJobQueue;
let orm: MikroORM;
let worker: ChildProcess;

beforeEach(async () => {
  database = await createTestDatabase();
  queue = pgBossJobQueue({ url: database.url, logger: silentLogger });
  await queue.open();
  orm = await createOrm({ url: database.url });
  worker = fork(script, { execArgv: ['--conditions=@aisha/source'] });
});

afterEach(async () => {
  worker.kill('SIGKILL');
  await Promise.all([orm.close(), queue.close()]);
  await database.drop();
});

it(
  'a job and a task whose worker was killed run again within 15 s',
  { timeout: 40_000 },
  async () => {
    const took: unknown[] = [];
    worker.on('message', (message: { took?: unknown }) => message.took && took.push(message.took));
    worker.send({ url: database.url });
    const job = aCheck();
    await queue.enqueueIn(orm.em.fork().getKysely(), job, { key: 'a' });
    await expect.poll(() => took.length, { timeout: 15_000 }).toBe(2);

    const ran = aJobLedger();
    const swept: number[] = [];
    await queue.work(handleAll(ran.handle));
    await queue.schedule('sweep', 60_000, async () => void swept.push(performance.now()));
    const exited = once(worker, 'exit');
    worker.kill('SIGKILL');
    await exited;
    const killedAt = performance.now();
    await expect.poll(() => ran.jobs.length + swept.length, { timeout: 20_000 }).toBe(2);
    expect(performance.now() - killedAt).toBeLessThan(15_000);
    expect(ran.jobs).toEqual([job]);
    expect(await queue.parked({ limit: 10 })).toEqual([]);
  },
);
