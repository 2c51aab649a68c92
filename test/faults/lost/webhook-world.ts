import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createAisha,
  defaultPolicy,
  planGrant,
  type Aisha,
  type Avatar,
  type Policy,
  type TrainingId,
} from '@aisha/core';
import {
  anAcceptedPhoto,
  anAvatar,
  aUser,
  freshId,
  inMemoryPorts,
  silentLogger,
  streamOf,
} from '@aisha/core/testing';
import {
  deriveWebhookSecret,
  falAvatarTrainer,
  falClient,
  falWebhookAddresses,
  falWebhookVerifier,
} from '@aisha/adapters/fal';
import { startFalSandbox } from '@aisha/adapters/fal-sandbox';
import { fileSystemBlobStore } from '@aisha/adapters/file-system';
import { systemClock, systemIds } from '@aisha/adapters/in-process';
import { createOrm, mikroOrmEventInbox, mikroOrmUnitOfWork } from '@aisha/adapters/mikro-orm';
import { pgBossJobQueue } from '@aisha/adapters/pg-boss';
import { safeFetcher } from '@aisha/adapters/safe-fetch';
import { yazlArchiveBuilder } from '@aisha/adapters/zip';
import { Pool } from 'pg';
import { createTestDatabase } from '../../support/database.ts';
import { photograph } from '../../support/photographs.ts';
import { brokenInvariants, queryWith } from '../invariants.ts';
import { webhookReceiver } from '../provider-truth/webhook-receiver.ts';

const apiKey = 'lost-key-id:lost-key-secret';
const photosNeeded = 4;
const policy: Policy = {
  ...defaultPolicy,
  // What is counted here is what was ordered.
  previews: { count: 0 },
  photos: { ...defaultPolicy.photos, minCount: photosNeeded },
};

export type WebhookWorldOptions = {
  readonly trainingMs: number;
  /** How long a training may take before it is given up. */
  readonly deadlineMs?: number;
  readonly sweepEveryMs?: number;
  /** How far our clock is ahead where the age of signatures is judged. */
  readonly aheadMs?: number;
};

/**
 * Aisha as two workers on one real database and queue, with fal's own client and a sandbox of fal
 * whose signed webhooks arrive over HTTP, or not. People have their photos in already.
 */
export const openWebhookWorld = async ({
  trainingMs,
  deadlineMs = policy.trainingDeadlineMs,
  sweepEveryMs = 5_000,
  aheadMs = 0,
}: WebhookWorldOptions) => {
  const directory = await mkdtemp(join(tmpdir(), 'aisha-lost-'));
  const sandbox = await startFalSandbox({
    dataDir: join(directory, 'fal'),
    apiKey,
    userId: 'us',
    timings: { queueMs: 20, trainingMs, cancelMs: 20, webhookBackoffMs: 100 },
  });
  const [receiver, database] = await Promise.all([webhookReceiver(), createTestDatabase()]);
  const { origin, queueUrl, restUrl, jwksUrl } = sandbox;
  const client = falClient({ apiKey, queueUrl, restUrl, fileOrigins: [origin] });
  const fetcher = safeFetcher({ extraOrigins: [origin] });
  const blobs = fileSystemBlobStore({ directory: join(directory, 'files') });
  const shared = inMemoryPorts({
    blobs,
    fetcher,
    trainer: falAvatarTrainer({ client }),
    archives: yazlArchiveBuilder(),
    webhookAddresses: falWebhookAddresses({
      webhookUrl: receiver.url,
      secret: deriveWebhookSecret(apiKey),
    }),
    webhookVerifier: falWebhookVerifier({
      jwksUrl,
      userId: 'us',
      clock: { now: () => new Date(Date.now() + aheadMs) },
    }),
    clock: systemClock,
    ids: systemIds(),
    policy: { ...policy, trainingDeadlineMs: deadlineMs },
  });
  const sql = new Pool({ connectionString: database.url, max: 2 });

  const openReplica = async () => {
    const orm = await createOrm({ url: database.url, poolSize: 6 });
    const queue = pgBossJobQueue({ url: database.url, logger: silentLogger });
    await queue.open();
    const aisha: Aisha = createAisha({
      ...shared,
      unitOfWork: mikroOrmUnitOfWork({
        orm,
        enqueue: (em, ...job) => queue.enqueueIn(em.getKysely(), ...job),
      }),
      eventInbox: mikroOrmEventInbox({
        orm,
        insertJobs: () => queue.insertStatementOf('provider.event'),
        place: () => queue.placeFor('provider.event'),
      }),
    });
    return { aisha, queue, orm };
  };
  const replicas = [await openReplica(), await openReplica()] as const;
  const [{ aisha, orm }] = replicas;
  receiver.deliverTo(aisha);

  const photo = await photograph(1, { width: 512, height: 512 });
  const unitOfWork = mikroOrmUnitOfWork({ orm, enqueue: async () => undefined });
  const stage = stageOn({ unitOfWork, blobs }, photo);

  return {
    aisha,
    sandbox,
    notifier: shared.notifier,
    /** Both begin to work. */
    work: async (): Promise<void> => {
      for (const { aisha: own, queue } of replicas) {
        await queue.work(own.jobs);
        await queue.schedule('reconcile', sweepEveryMs, async () => void (await own.reconcile()));
      }
    },
    /** Somebody whose training is paid for. */
    train: async (): Promise<TrainingId> => {
      const { id: avatarId, userId } = await stage();
      const order = { id: freshId<TrainingId>(), avatarId, userId, preset: 'fast' } as const;
      const answer = await aisha.requestTraining(order);
      if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
      return answer.value.id;
    },
    query: async (text: string): Promise<readonly Record<string, unknown>[]> =>
      (await sql.query<Record<string, unknown>>(text)).rows,
    /** Of each training that is over, how long after the provider was done with it, in milliseconds. */
    delays: async (): Promise<number[]> => {
      const { rows } = await sql.query<{ requestId: string; finishedAt: Date }>(
        `select request_id as "requestId", finished_at as "finishedAt"
         from trainings join provider_runs r on r.training_id = trainings.id
         where finished_at is not null and request_id is not null`,
      );
      const completed = new Map(sandbox.runs().map((run) => [run.requestId, run.completedAt]));
      return rows.map(({ requestId, finishedAt }) => {
        const completedAt = completed.get(requestId);
        return completedAt ? finishedAt.getTime() - completedAt.getTime() : Infinity;
      });
    },
    broken: () => brokenInvariants(queryWith(sql), { blobs, sandboxRuns: sandbox.runs() }),
    close: async () => {
      await Promise.all(replicas.map(({ queue }) => queue.close()));
      await Promise.all(replicas.map((replica) => replica.orm.close()));
      await Promise.all([client.close(), fetcher.close(), receiver.close(), sandbox.stop()]);
      await sql.end();
      await database.drop();
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

export type WebhookWorld = Awaited<ReturnType<typeof openWebhookWorld>>;

/** Puts people there with an avatar and enough photos, and credits for one training. */
const stageOn =
  (
    { unitOfWork, blobs }: Pick<Parameters<typeof createAisha>[0], 'unitOfWork' | 'blobs'>,
    content: Uint8Array,
  ) =>
  async (): Promise<Avatar> => {
    const user = aUser({ createdAt: new Date() });
    const avatar = anAvatar({ userId: user.id });
    const photos = Array.from({ length: photosNeeded }, () =>
      anAcceptedPhoto({ avatarId: avatar.id, userId: user.id }),
    );
    const stored = await Promise.all(
      photos.map(async (photo) => {
        if (!photo.stored) throw new Error('an accepted photo is stored');
        const options = { contentType: 'image/jpeg', maxBytes: content.length };
        const { sha256, bytes } = await blobs.put(photo.stored.blobKey, streamOf(content), options);
        return { ...photo, stored: { ...photo.stored, sha256, bytes } };
      }),
    );
    const amount = policy.prices.training['portrait-lora'].fast;
    const grant = { userId: user.id, amount, idempotencyKey: freshId<string>(), reason: 'gift' };
    await unitOfWork.run(async (tx) => {
      await tx.users.add(user);
      await tx.wallets.post(planGrant(grant));
      await tx.avatars.add(avatar);
      for (const photo of stored) {
        const { stored: _, ...received } = photo;
        await tx.photos.add({ ...received, status: 'received' });
        await tx.photos.saveJudged(photo);
      }
    });
    return avatar;
  };
