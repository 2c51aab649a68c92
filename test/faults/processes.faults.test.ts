import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '@aisha/core';
import { aCheck, aJobLedger, freshId, handleAll, silentLogger } from '@aisha/core/testing';
import { createOrm, type MikroORM } from '@aisha/adapters/mikro-orm';
import { pgBossJobQueue, type PgBossJobQueue } from '@aisha/adapters/pg-boss';
import { createServer, listen, startHttp } from '@aisha/http';
import { startProcess } from '../support/process.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { size } from './size.ts';

const script = new URL('processes/troubled-worker.ts', import.meta.url);

let database: TestDatabase;
let orm: MikroORM;
let queue: PgBossJobQueue;
let worker: ChildProcess;
let took: string[];
let finished: string[];
let said: string;

const startWorker = async (): Promise<void> => {
  [took, finished, said] = [[], [], ''];
  worker = fork(script, {
    execArgv: ['--conditions=@aisha/source'],
    env: { ...process.env, DATABASE_URL: database.url },
    silent: true,
  });
  worker.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  worker.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ready = Promise.withResolvers<void>();
  worker.on('message', (message: { took?: string; finished?: string; ready?: boolean }) => {
    if (message.took) took.push(message.took);
    if (message.finished) finished.push(message.finished);
    if (message.ready) ready.resolve();
  });
  await ready.promise;
};

beforeEach(async () => {
  database = await createTestDatabase();
  queue = pgBossJobQueue({ url: database.url, logger: silentLogger });
  await queue.open();
  orm = await createOrm({ url: database.url });
});

afterEach(async () => {
  worker?.kill('SIGKILL');
  await Promise.all([orm.close(), queue.close()]);
  await database.drop();
});

const enqueue = (job: Job): Promise<void> => queue.enqueueIn(orm.em.fork().getKysely(), job);
const tell = (fact: string): boolean => process.stdout.write(`    ${fact}\n`);

describe('a process in trouble', () => {
  it.each([
    ['that throws where nobody catches', 'photo.judge', { photoId: freshId() }],
    [
      'that rejects where nobody looks',
      'photos.report',
      { avatarId: freshId(), userId: freshId() },
    ],
  ] as const)('%s tells of it, gives its jobs back and ends with 1', async (_, name, data) => {
    await startWorker();
    const other = aCheck();
    await enqueue(other);
    await expect.poll(() => took, { timeout: 10_000 }).toEqual(['run.check']);
    const exited = once(worker, 'exit');
    await enqueue({ name, data } as Job);
    expect(await exited).toEqual([1, null]);
    const line = said.split('\n').find((one) => one.includes('caught by nobody')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ level: 'error' });
    expect(line).toContain('nobody');

    const start = performance.now();
    const ran = aJobLedger();
    await queue.work(handleAll(ran.handle));
    await expect.poll(() => ran.jobs.length, { timeout: 10_000 }).toBe(2);
    tell(`its jobs run elsewhere ${Math.round(performance.now() - start)} ms after its end`);
    expect(performance.now() - start).toBeLessThan(4_000);
    expect(ran.jobs).toContainEqual(other);
  });

  it('whose loop is blocked for five seconds loses no job, and has none run twice', async () => {
    await startWorker();
    await enqueue({ name: 'generation.submit', data: { generationId: freshId() } });
    await enqueue({ name: 'training.submit', data: { trainingId: freshId() } });
    await expect.poll(() => took.length, { timeout: 10_000 }).toBe(2);
    const ran = aJobLedger();
    await queue.work(handleAll(ran.handle));
    await expect.poll(() => finished.length, { timeout: 20_000 }).toBe(2);
    await expect.poll(() => queue.depths(), { timeout: 10_000 }).toEqual([]);
    expect(finished.toSorted()).toEqual(['generation.submit', 'training.submit']);
    expect(ran.jobs).toEqual([]);
  });
});

describe('a process whose database is away', () => {
  it('says so in one sentence, without the password, and ends with 1', async () => {
    const app = startProcess({
      args: ['packages/bot/src/main.ts'],
      env: {
        DATABASE_URL: 'postgresql://somebody:hidden@127.0.0.1:1/aisha',
        TELEGRAM_BOT_TOKEN: '1:aaaaaaaaaaaaaaaa',
        FAL_API_KEY: 'aaaaaaaaaaaaaaaa',
      },
    });
    expect(await app.ended).toBe(1);
    expect(app.said().trim()).toBe(
      'The database at 127.0.0.1:1/aisha cannot be reached (ECONNREFUSED): see DATABASE_URL or DATABASE_HOST.',
    );
  });
});

describe('more lines to the http port than it can serve', () => {
  it('are hung up on, those that say nothing are closed, and the port is of use again', async () => {
    const koa = createServer({
      receiveWebhook: () => Promise.reject(new Error('nobody sends one')),
      checks: [],
      logger: silentLogger,
    });
    const listener = await listen({ apiPort: 0, tls: undefined });
    const http = startHttp(koa, listener);
    const held = { now: 0, most: 0, refused: 0 };
    listener.server.on('drop', () => (held.refused += 1));
    listener.server.on('connection', (socket) => {
      held.now += 1;
      held.most = Math.max(held.most, held.now);
      socket.once('close', () => (held.now -= 1));
    });
    const open = new Set<Socket>();
    const opened = size(1_300, 8_000);
    await Promise.all(
      Array.from({ length: opened }, async () => {
        const socket = connect(http.port, '127.0.0.1');
        open.add(socket);
        socket.on('error', () => undefined).once('close', () => open.delete(socket));
        await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
      }),
    );
    await expect.poll(() => held.refused).toBeGreaterThan(0);
    expect(held.most).toBeLessThanOrEqual(1_000);
    const start = performance.now();
    const answers = () =>
      fetch(`http://127.0.0.1:${http.port}/health`).then(
        ({ status }) => status,
        () => 0,
      );
    await expect.poll(answers, { timeout: 20_000 }).toBe(200);
    const waited = Math.round(performance.now() - start);
    tell(`${opened} lines, ${held.most} kept at a time, of use again after ${waited} ms`);
    for (const socket of open) socket.destroy();
    await http.stop();
  });
});
