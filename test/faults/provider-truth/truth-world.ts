import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createAisha,
  defaultPolicy,
  type GenerationId,
  type Policy,
  type TrainingId,
} from '@aisha/core';
import { inMemoryPorts, silentLogger } from '@aisha/core/testing';
import {
  deriveWebhookSecret,
  falClient,
  falWebhookAddresses,
  falWebhookVerifier,
} from '@aisha/adapters/fal';
import { startFalSandbox, type SandboxTimings } from '@aisha/adapters/fal-sandbox';
import { fileSystemBlobStore } from '@aisha/adapters/file-system';
import { systemIds } from '@aisha/adapters/in-process';
import { createOrm, mikroOrmUnitOfWork } from '@aisha/adapters/mikro-orm';
import { pgBossJobQueue } from '@aisha/adapters/pg-boss';
import { Client } from 'pg';
import { createTestDatabase } from '../../support/database.ts';
import { draftOfSomebody, granted, requestTrainingOf, type Owned } from '../draft-of-somebody.ts';
import { falParts } from '../fal-parts.ts';
import { brokenInvariants, queryWith } from '../invariants.ts';
import { until } from '../until.ts';
import { disputedBills } from './bills.ts';
import { replayingProxy } from './replaying-proxy.ts';
import { webhookReceiver } from './webhook-receiver.ts';

const apiKey = 'truth-key-id:truth-key-secret';
const photoCount = 5;

const policy: Policy = {
  ...defaultPolicy,
  // What is counted here is what was ordered.
  previews: { count: 0 },
  photos: { ...defaultPolicy.photos, minCount: photoCount - 1 },
};

/** All of Aisha on a real database and queue, with fal's own client, its signed webhooks and a sandbox of fal. */
export const openTruthWorld = async (timings: Partial<SandboxTimings>) => {
  const directory = await mkdtemp(join(tmpdir(), 'truth-'));
  const sandbox = await startFalSandbox({
    dataDir: join(directory, 'fal'),
    apiKey,
    userId: 'us',
    timings: { queueMs: 20, trainingMs: 150, generationMs: 50, cancelMs: 20, ...timings },
  });
  const [proxy, receiver, database] = await Promise.all([
    replayingProxy(sandbox.origin),
    webhookReceiver(),
    createTestDatabase(),
  ]);
  const sql = new Client({ connectionString: database.url });
  await sql.connect();
  const orm = await createOrm({ url: database.url, poolSize: 8 });
  const queue = pgBossJobQueue({ url: database.url, logger: silentLogger });
  await queue.open();
  const fileOrigins = [sandbox.origin];
  const client = falClient({ apiKey, queueUrl: proxy.origin, restUrl: proxy.origin, fileOrigins });
  const parts = falParts({ client, origin: sandbox.origin });
  const clock = { now: () => new Date() };
  const ids = systemIds();
  const secret = deriveWebhookSecret(apiKey);
  const ports = inMemoryPorts({
    unitOfWork: mikroOrmUnitOfWork({
      orm,
      enqueue: (em, ...job) => queue.enqueueIn(em.getKysely(), ...job),
    }),
    blobs: fileSystemBlobStore({ directory: join(directory, 'files') }),
    ...parts,
    webhookAddresses: falWebhookAddresses({ webhookUrl: receiver.url, secret }),
    webhookVerifier: falWebhookVerifier({ jwksUrl: sandbox.jwksUrl, userId: 'us', clock }),
    clock,
    ids,
    policy,
  });
  const aisha = createAisha(ports);
  receiver.deliverTo(aisha);
  await queue.work(aisha.jobs);

  const train = async (owned: Owned) => {
    await requestTrainingOf(aisha, owned);
    return trainingOf(owned);
  };
  const trainingOf = async ({ userId, avatarId }: Owned) => {
    const { latestTraining } = granted(await aisha.getAvatar(avatarId, userId));
    if (!latestTraining) throw new Error('there is no training');
    return latestTraining;
  };

  return {
    aisha,
    sandbox,
    proxy,
    told: () => ports.notifier.told,
    /** Somebody with a draft of an avatar and enough photos. */
    person: () => draftOfSomebody({ aisha, files: ports.files, ids }, photoCount),
    train,
    trainingOf,
    trained: async (owned: Owned): Promise<void> => {
      await train(owned);
      await until(async () => (await trainingOf(owned)).status === 'succeeded');
    },
    order: async (owned: Owned, count = 1): Promise<GenerationId> => {
      const order = { prompt: 'reading in a garden', aspectRatio: '3:4', count } as const;
      const id = ids.next<GenerationId>();
      granted(await aisha.requestGeneration({ ...order, ...owned, id }));
      return id;
    },
    runsOf: async (id: TrainingId | GenerationId) => {
      const { rows } = await sql.query<{ status: string; billing: string; orphan: boolean }>(
        `select status, billing, orphan_of_id is not null as orphan from provider_runs
         where $1 in (training_id, generation_id) order by id`,
        [id],
      );
      return rows;
    },
    /** Until the provider and we are done with every run, and nothing is due. */
    settled: () =>
      until(async () => {
        if (sandbox.runs().some(({ status }) => status !== 'COMPLETED')) return false;
        const { rows } = await sql.query(
          `select 1 from provider_runs where next_check_at is not null union all
           select 1 from pgboss.job where state = 'active' or (state in ('created', 'retry')
             and start_after < now() + interval '1 second' and name not in ('parked', 'run.check'))
           limit 1`,
        );
        return rows.length === 0;
      }),
    broken: async () => [
      ...(await brokenInvariants(queryWith(sql), {
        blobs: ports.blobs,
        sandboxRuns: sandbox.runs(),
      })),
      ...(await disputedBills(sql, sandbox.runs())),
    ],
    close: async () => {
      await queue.close();
      await orm.close();
      await client.close();
      await parts.fetcher.close();
      await Promise.all([proxy.close(), receiver.close(), sandbox.stop(), sql.end()]);
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

export type TruthWorld = Awaited<ReturnType<typeof openTruthWorld>>;
