import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  createAisha,
  defaultPolicy,
  type Address,
  type Avatar,
  type AvatarId,
  type FileRef,
  type GenerationId,
  type Policy,
  type Result,
} from '@aisha/core';
import { inMemoryPorts, recordingLogger } from '@aisha/core/testing';
import {
  falAvatarTrainer,
  falClient,
  falImageGenerator,
  type FalClient,
} from '@aisha/adapters/fal';
import { startFalSandbox } from '@aisha/adapters/fal-sandbox';
import { fileSystemBlobStore } from '@aisha/adapters/file-system';
import { inProcessCache, systemIds } from '@aisha/adapters/in-process';
import { createOrm, mikroOrmRunDurations, mikroOrmUnitOfWork } from '@aisha/adapters/mikro-orm';
import { pgBossJobQueue } from '@aisha/adapters/pg-boss';
import { safeFetcher } from '@aisha/adapters/safe-fetch';
import { sharpPhotoReader, sharpPictureReader } from '@aisha/adapters/sharp';
import { yazlArchiveBuilder } from '@aisha/adapters/zip';
import { Client } from 'pg';
import { createTestDatabase } from '../../support/database.ts';
import { photographs } from '../../support/photographs.ts';
import { brokenInvariants, queryWith } from '../invariants.ts';
import { timeTravel } from './time-travel.ts';

const apiKey = 'sandbox-key-of-the-outage';
const photoCount = 4;

const policy: Policy = {
  ...defaultPolicy,
  photos: { ...defaultPolicy.photos, minCount: photoCount },
  prices: { ...defaultPolicy.prices, welcomeGrant: 10_000 },
};

/** All of Aisha on a real database and queue, and fal's own client on a sandbox of fal. No webhooks: results are asked for. */
export const openOutageWorld = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'outage-'));
  const sandbox = await startFalSandbox({
    dataDir: join(directory, 'fal'),
    apiKey,
    userId: 'us',
    timings: { queueMs: 20, trainingMs: 100, generationMs: 50 },
  });
  const { origin, queueUrl, restUrl } = sandbox;
  const database = await createTestDatabase();
  const sql = new Client({ connectionString: database.url });
  await sql.connect();
  const travel = timeTravel(sql);
  const { clock } = travel;
  const logger = recordingLogger();
  const orm = await createOrm({ url: database.url, poolSize: 12 });
  const queue = pgBossJobQueue({ url: database.url, logger });
  await queue.open();
  const client = falClient({ apiKey, queueUrl, restUrl, fileOrigins: [origin] });
  // A picture of full size takes the sandbox most of a second.
  const small = { width: 256, height: 320 };
  const smallClient: FalClient = {
    ...client,
    submit: ({ input, ...order }) =>
      client.submit({ ...order, input: { ...input, image_size: small } }),
  };
  const fetcher = safeFetcher({ extraOrigins: [origin] });
  const ids = systemIds();
  const ports = inMemoryPorts({
    unitOfWork: mikroOrmUnitOfWork({
      orm,
      enqueue: (em, job, options = {}) =>
        queue.enqueueIn(em.getKysely(), job, travel.inRealTime(options)),
    }),
    blobs: fileSystemBlobStore({ directory: join(directory, 'files') }),
    durations: mikroOrmRunDurations({ orm, clock }),
    trainer: falAvatarTrainer({ client }),
    generator: falImageGenerator({
      client: smallClient,
      cache: inProcessCache({ maxEntries: 100 }),
      isThere: (url) => fetcher.isThere(url),
    }),
    fetcher,
    photoReader: sharpPhotoReader(),
    pictureReader: sharpPictureReader(),
    archives: yazlArchiveBuilder(),
    webhookAddresses: { issue: () => undefined, read: () => undefined },
    clock,
    ids,
    logger,
    policy,
  });
  const aisha = createAisha(ports);
  await queue.work(aisha.jobs);

  const statusesOf = async (table: 'trainings' | 'generations') => {
    const { rows } = await sql.query<{ status: string; count: number }>(
      `select status, count(*)::int as count from ${table} group by status order by status`,
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  };

  const person = async (): Promise<Avatar> => {
    const address = `test:${ids.next()}` as Address;
    const { user } = await aisha.registerUser({ address, firstName: 'Ada', locale: 'en' });
    const id = ids.next<AvatarId>();
    const owned = { userId: user.id, avatarId: id };
    const order = { kind: 'portrait', subject: 'woman', name: 'Ada' } as const;
    granted(await aisha.createAvatar({ ...order, id, userId: user.id }));
    for (const [at, photo] of (await photographs(photoCount)).entries()) {
      const source = `test:${id}-${at}` as FileRef;
      ports.files.offer(source, photo);
      granted(await aisha.receivePhoto({ ...owned, source, deliveryKey: source }));
    }
    await until(async () => {
      const answer = await aisha.requestTraining({ ...owned, preset: 'fast' });
      if (!answer.ok && answer.refusal.code !== 'photos.still-checking') granted(answer);
      return answer.ok;
    });
    await until(async () => (await statusesOf('trainings'))['succeeded'] === 1);
    const found = await ports.unitOfWork.run(({ avatars }) => avatars.find(id, user.id));
    if (!found) throw new Error('the avatar is gone');
    return found;
  };

  return {
    aisha,
    ports,
    sandbox,
    travel,
    person,
    order: async ({ id: avatarId, userId }: Avatar): Promise<void> => {
      const order = { prompt: 'reading in a garden', aspectRatio: '3:4', count: 1 } as const;
      const id = ids.next<GenerationId>();
      granted(await aisha.requestGeneration({ ...order, id, userId, avatarId }));
    },
    orders: () => statusesOf('generations'),
    /** Tries at the provider that the provider saw, whatever it answered. */
    calls: async () => {
      const { rows } = await sql.query<{ count: number }>(
        `select count(*)::int as count from provider_runs where generation_id is not null`,
      );
      return rows[0]?.count ?? 0;
    },
    /** Until nothing runs and nothing is due. */
    settled: () =>
      until(async () => {
        const { rows } = await sql.query(
          `select 1 from pgboss.job where state = 'active'
             or (state in ('created', 'retry') and start_after < now() + interval '1 second'
                 and name <> 'parked') limit 1`,
        );
        return rows.length === 0;
      }),
    broken: () =>
      brokenInvariants(queryWith(sql), {
        blobs: ports.blobs,
        sandboxRuns: sandbox.runs(),
        now: clock.now(),
      }),
    close: async () => {
      await queue.close();
      await orm.close();
      await client.close();
      await fetcher.close();
      await sandbox.stop();
      await sql.end();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

export type OutageWorld = Awaited<ReturnType<typeof openOutageWorld>>;

export const until = async (
  condition: () => boolean | Promise<boolean>,
  withinMs = 60_000,
): Promise<void> => {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await pause(50);
  }
};

const granted = <T>(result: Result<T, unknown>): T => {
  if (result.ok) return result.value;
  throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
};
