import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createAisha,
  defaultPolicy,
  type Avatar,
  type GenerationId,
  type Policy,
} from '@aisha/core';
import { inMemoryPorts, recordingLogger } from '@aisha/core/testing';
import { falClient, type FalClient } from '@aisha/adapters/fal';
import { startFalSandbox } from '@aisha/adapters/fal-sandbox';
import { fileSystemBlobStore } from '@aisha/adapters/file-system';
import { systemIds } from '@aisha/adapters/in-process';
import { createOrm, mikroOrmRunDurations, mikroOrmUnitOfWork } from '@aisha/adapters/mikro-orm';
import { pgBossJobQueue } from '@aisha/adapters/pg-boss';
import { Client } from 'pg';
import { createTestDatabase } from '../../support/database.ts';
import { draftOfSomebody, granted, requestTrainingOf } from '../draft-of-somebody.ts';
import { falParts } from '../fal-parts.ts';
import { brokenInvariants, queryWith } from '../invariants.ts';
import { until } from '../until.ts';
import { timeTravel } from './time-travel.ts';

const apiKey = 'sandbox-key-of-the-outage';
const photoCount = 4;

const policy: Policy = {
  ...defaultPolicy,
  // What is counted here is what was ordered.
  previews: { count: 0 },
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
  const parts = falParts({ client, pictureClient: smallClient, origin });
  const ids = systemIds();
  const ports = inMemoryPorts({
    unitOfWork: mikroOrmUnitOfWork({
      orm,
      enqueue: (em, job, options = {}, ending) =>
        queue.enqueueIn(em.getKysely(), job, travel.inRealTime(options), ending),
    }),
    blobs: fileSystemBlobStore({ directory: join(directory, 'files') }),
    durations: mikroOrmRunDurations({ orm, clock }),
    ...parts,
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
    const owned = await draftOfSomebody({ aisha, files: ports.files, ids }, photoCount);
    await requestTrainingOf(aisha, owned);
    await until(async () => (await statusesOf('trainings'))['succeeded'] === 1);
    const found = await ports.unitOfWork.run(({ avatars }) =>
      avatars.find(owned.avatarId, owned.userId),
    );
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
      await parts.fetcher.close();
      await sandbox.stop();
      await sql.end();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

export type OutageWorld = Awaited<ReturnType<typeof openOutageWorld>>;
