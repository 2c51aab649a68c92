import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planGrant, planHold, type ProviderRequestId, type Transaction } from '@aisha/core';
import {
  aFinishedTraining,
  aGeneration,
  aHold,
  aRun,
  aTraining,
  aUser,
  anAcceptedPhoto,
  anAvatar,
  anEvent,
  freshId,
} from '@aisha/core/testing';
import { startFalSandbox, type FalSandbox } from '@aisha/adapters/fal-sandbox';
import { createOrm, mikroOrmUnitOfWork, type MikroORM } from '@aisha/adapters/mikro-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const apiKey = 'a-key-of-a-sandbox-of-ours-0123456789';
const endpoint = 'fal-ai/flux-lora-portrait-trainer';

let database: TestDatabase;
let orm: MikroORM;
let directory: string;
let fal: FalSandbox;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url, poolSize: 2 });
  directory = await mkdtemp(join(tmpdir(), 'aisha-operators-'));
  const dataDir = join(directory, 'fal');
  fal = await startFalSandbox({ dataDir, apiKey, userId: 'us' });
});

afterAll(async () => {
  await fal?.stop();
  await orm?.close();
  await database?.drop();
  if (directory) await rm(directory, { recursive: true, force: true });
});

type Ended = { readonly code: number; readonly out: string; readonly error: string };

/** The command as it is typed, where this database and this provider are configured. */
const aisha = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const command = ['--conditions=@aisha/source', main, ...args];
    const env = {
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      DATABASE_URL: database.url,
      DATA_DIR: directory,
      FAL_API_KEY: apiKey,
      FAL_USER_ID: 'us',
      FAL_QUEUE_URL: fal.origin,
      FAL_REST_URL: fal.origin,
      FAL_TRAINING_TEST_MODE: 'false',
    };
    execFile(process.execPath, command, { env, cwd: directory }, (failure, out, error) => {
      resolve({ code: typeof failure?.code === 'number' ? failure.code : 0, out, error });
    });
  });

/** What it prints, where it ends well. */
const said = async (...args: string[]): Promise<string> => {
  const ended = await aisha(...args);
  expect({ ...ended, out: '' }, args.join(' ')).toEqual({ code: 0, out: '', error: '' });
  return ended.out;
};

const changed = (...args: string[]): Promise<string> => said(...args, '--yes', '--why', 'a trial');

const store = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  mikroOrmUnitOfWork({ orm, enqueue: async () => undefined }).run(work);

/** Somebody with credits. */
const aPerson = async () => {
  const user = aUser();
  await store(async ({ users, wallets }) => {
    await users.add(user);
    const grant = { userId: user.id, amount: 1_000, idempotencyKey: freshId(), reason: 'test' };
    await wallets.post(planGrant(grant));
  });
  return user;
};

/** A training of theirs that is handed over, or about to be. */
const aTrainingPerson = async (isAccepted: boolean) => {
  const user = await aPerson();
  const { id: userId } = user;
  const avatar = anAvatar({ userId, status: 'training' });
  const { id: avatarId } = avatar;
  const photos = Array.from({ length: 10 }, () => anAcceptedPhoto({ userId, avatarId }));
  const photoIds = photos.map(({ id }) => id);
  const status = isAccepted ? 'queued' : 'submitting';
  const training = aTraining({ userId, avatarId, photoIds, status });
  const subject = { type: 'training', id: training.id } as const;
  const own = isAccepted ? ({ status: 'accepted' } as const) : {};
  const run = aRun({ userId, subject, endpoint, ...own });
  await store(async (tx) => {
    await tx.avatars.add(avatar);
    for (const photo of photos) {
      await tx.photos.add({ ...photo, status: 'received', stored: undefined });
      await tx.photos.saveJudged(photo);
    }
    const hold = aHold({ id: training.holdId, userId, amount: training.price });
    await tx.wallets.post(planHold(hold, 'training'));
    await tx.trainings.add(training);
    await tx.runs.add(run);
  });
  return { user, avatar, training, run };
};

describe('what operators type about trainings and avatars', { timeout: 240_000 }, () => {
  it('lists, explains, refreshes, fails, retries, cancels, renames, deletes', async () => {
    const { avatar, training, user } = await aTrainingPerson(true);
    expect(await said('trainings', 'list', '--status', 'queued')).toContain(training.id);
    expect(await said('trainings', 'show', training.id)).toContain('What happened\n');
    expect(await changed('trainings', 'refresh', training.id)).toContain('It is queued.\n');
    expect(await changed('trainings', 'fail', training.id)).toContain('60 credits went back');
    expect(await changed('trainings', 'retry', training.id)).toContain('is version 2');
    expect(await changed('avatars', 'cancel', avatar.id)).toContain('60 credits went back');
    expect(await changed('avatars', 'retrain', avatar.id)).toContain('is version 3');
    expect(await changed('avatars', 'rename', avatar.id, 'Lady Ada')).toContain('Lady Ada');
    expect(await said('avatars', 'show', avatar.id)).toContain('Lady Ada');
    expect(await changed('avatars', 'delete', avatar.id)).toContain('Deleted');
    expect(await said('avatars', 'list', '--status', 'deleted')).toContain(avatar.id);
    const audit = JSON.parse(await said('audit', 'list', '--json')) as { action: string }[];
    expect(audit.map(({ action }) => action)).toEqual([
      'avatars.delete',
      'avatars.rename',
      'avatars.retrain',
      'avatars.cancel',
      'trainings.retry',
      'trainings.fail',
      'trainings.refresh',
    ]);
    expect(await said('users', 'show', user.address)).toContain('1000 available, 0 held');
    expect((await aisha('ledger', 'verify')).code).toBe(0);
  });

  it('attaches a request and imports a result by hand', async () => {
    const { training } = await aTrainingPerson(false);
    const unknown = ['trainings', 'attach-request', training.id, freshId<string>(), '--yes'];
    expect(await aisha(...unknown)).toMatchObject({ code: 5 });
    const path = join(directory, 'result.json');
    const url = `${fal.origin}/files/lora.safetensors`;
    const file = { url, content_type: 'x', file_name: 'lora.safetensors', file_size: 10 };
    await writeFile(path, JSON.stringify({ diffusers_lora_file: file, config_file: file }));
    const taken = await changed('trainings', 'import-result', training.id, path);
    expect(taken).toContain('a worker copies the weights');
    expect(await said('trainings', 'show', training.id)).toContain('finishing\n');
  });

  it('imports an avatar, ready to draw with, and the books stay right', async () => {
    const { address } = await aPerson();
    const path = join(directory, 'lora.safetensors');
    await writeFile(path, Buffer.from([2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d]));
    const imported = ['avatars', 'import', address, '--name', 'Vera', '--trigger', 'ohwx'];
    expect(await changed(...imported, '--weights', path)).toContain('is ready to draw with');
    expect(await said('avatars', 'list', '--status', 'ready')).toContain('Vera');
    expect((await aisha('ledger', 'verify')).code).toBe(0);
  });
});

describe('what operators type about orders and webhooks', { timeout: 240_000 }, () => {
  it('lists, explains and retries an order; lists, shows, replays and verifies webhooks', async () => {
    const { avatar, training, run, user } = await aTrainingPerson(true);
    const { id: userId } = user;
    const done = aFinishedTraining({ ...training, status: 'succeeded' });
    const { id: avatarId } = avatar;
    const order = aGeneration({ userId, avatarId, trainingId: training.id });
    const { requestId } = run;
    const event = anEvent({ runId: run.id, requestId: requestId as ProviderRequestId });
    await store(async (tx) => {
      await tx.trainings.save(done, ['queued']);
      await tx.avatars.save({ ...avatar, status: 'ready', activeTrainingId: training.id });
      const hold = aHold({ id: order.holdId, userId, amount: order.price });
      await tx.wallets.post(planHold(hold, 'generation'));
      await tx.generations.add({ ...order, status: 'failed', finishedAt: new Date() });
      await tx.events.add(event);
    });
    expect(await said('generations', 'list', '--of', user.address)).toContain(order.id);
    expect(await said('generations', 'show', order.id)).toContain('What to do\n');
    expect(await changed('generations', 'retry', order.id)).toContain('Ordered as');
    expect(await said('webhooks', 'list')).toContain(event.id);
    expect(await said('webhooks', 'show', event.id)).toContain(`run       ${run.id}`);
    expect(await changed('webhooks', 'replay', event.id)).toContain('A worker goes through it');
    const path = join(directory, 'request.http');
    await writeFile(path, 'POST /hook HTTP/1.1\r\nHost: here\r\n\r\n{}');
    const verified = await aisha('webhooks', 'verify', path);
    expect(verified.code).toBe(3);
    expect(verified.out).toContain('FAIL  headers');
  });
});

describe('what operators type about people', { timeout: 240_000 }, () => {
  it('lists, shows, blocks, unblocks, grants, tells, exports and forgets', async () => {
    const { address, id } = await aPerson();
    expect(await said('users', 'list')).toContain(id);
    expect(await changed('users', 'block', address)).toBe('Blocked.\n');
    expect(await said('users', 'list', '--blocked')).toContain(id);
    expect(await changed('users', 'unblock', address)).toBe('Unblocked.\n');
    expect(await changed('credits', 'grant', address, '50')).toContain('1050 credits available');
    expect(await said('credits', 'history', address)).toContain('operator.grant');
    const words = join(directory, 'hello.txt');
    await writeFile(words, 'Hello {firstName}');
    const only = ['broadcast', 'send', '--text', `en=${words}`, '--only', address];
    expect(await said(...only, '--dry-run')).toContain('1 person in all');
    const sent = JSON.parse(await changed(...only, '--json')) as { id: string };
    expect(await said('broadcast', 'list')).toContain(sent.id);
    expect(await said('broadcast', 'show', sent.id)).toContain('told      0 of 1');
    expect(await changed('broadcast', 'resume', sent.id)).toContain('0 of 1');
    expect(await changed('broadcast', 'stop', sent.id)).toContain('Stopped');
    expect(await changed('users', 'export', address)).toContain('A worker packs it');
    expect(await changed('users', 'forget', address)).toContain('Receipt');
    expect(await aisha('users', 'show', id)).toMatchObject({ code: 4 });
    expect(await said('audit', 'list')).not.toContain(address);
  });
});
