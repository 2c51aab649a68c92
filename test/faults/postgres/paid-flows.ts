import { setTimeout as pause } from 'node:timers/promises';
import {
  createAisha,
  defaultPolicy,
  isPortError,
  type Address,
  type Avatar,
  type AvatarId,
  type FileRef,
  type GenerationId,
  type Logger,
  type Policy,
  type Result,
} from '@aisha/core';
import { inMemoryPorts, plainPicture, silentLogger } from '@aisha/core/testing';
import { fileSystemBlobStore } from '@aisha/adapters/file-system';
import { systemClock, systemIds } from '@aisha/adapters/in-process';
import { createOrm, mikroOrmUnitOfWork } from '@aisha/adapters/mikro-orm';
import { pgBossJobQueue } from '@aisha/adapters/pg-boss';
import { until } from './breakable-server.ts';
import { ledgerProviderClient } from './ledger-provider.ts';

export type FlowAddresses = {
  readonly databaseUrl: string;
  readonly providerUrl: string;
  /** Where pictures are kept; shared by all. */
  readonly directory: string;
};

type FlowOptions = { readonly logger?: Logger; readonly poolSize?: number };

const policy: Policy = {
  ...defaultPolicy,
  // What is counted here is what was ordered.
  previews: { count: 0 },
  prices: { ...defaultPolicy.prices, welcomeGrant: 100_000 },
  // A reply that was lost is given up sooner than in earnest: there is no webhook to wait for.
  lostReplyGraceMs: 2_000,
  maxSubmissionTries: 10,
};

/** All of Aisha on a real database, queue and file system, with a provider of the test. */
export const openFlows = async (
  { databaseUrl, providerUrl, directory }: FlowAddresses,
  { logger = silentLogger, poolSize = 10 }: FlowOptions = {},
) => {
  const orm = await createOrm({ url: databaseUrl, poolSize });
  const queue = pgBossJobQueue({ url: databaseUrl, logger });
  await queue.open();
  const unitOfWork = mikroOrmUnitOfWork({
    orm,
    enqueue: (em, ...job) => queue.enqueueIn(em.getKysely(), ...job),
  });
  const ids = systemIds();
  const blobs = fileSystemBlobStore({ directory });
  const ports = inMemoryPorts({
    unitOfWork,
    blobs,
    ids,
    logger,
    clock: systemClock,
    generator: ledgerProviderClient(providerUrl),
    policy,
  });
  const aisha = createAisha(ports);

  /** Somebody who has trained an avatar here. Needs a process that runs jobs: this one. */
  const person = async (): Promise<Avatar> => {
    const address = `test:${ids.next()}` as Address;
    const { user } = await aisha.registerUser({ address, firstName: 'Ada', locale: 'en' });
    const id = ids.next<AvatarId>();
    const owned = { userId: user.id, avatarId: id };
    const wanted = {
      id,
      userId: user.id,
      kind: 'portrait',
      subject: 'woman',
      name: 'Ada',
    } as const;
    granted(await aisha.createAvatar(wanted));
    for (let at = 0; at < defaultPolicy.photos.minCount; at += 1) {
      const source = `test:${id}-${at}` as FileRef;
      ports.files.offer(source, plainPicture({ looks: `face ${at} of ${id}` }));
      granted(await aisha.receivePhoto({ ...owned, source, deliveryKey: source }));
    }
    await until(async () => {
      const answer = await aisha.requestTraining({ ...owned, preset: 'fast' });
      if (!answer.ok && answer.refusal.code !== 'photos.still-checking') granted(answer);
      return answer.ok;
    });
    const find = () => unitOfWork.run(({ avatars }) => avatars.find(id, user.id));
    await until(async () => {
      for (const run of ports.trainer.accepted()) {
        if (run.observation.state === 'queued') ports.trainer.succeed(run.requestId);
      }
      return (await find())?.status === 'ready';
    });
    const avatar = await find();
    if (!avatar) throw new Error('the avatar is gone');
    return avatar;
  };

  const order = (avatar: Avatar, id: GenerationId) =>
    aisha.requestGeneration({
      id,
      userId: avatar.userId,
      avatarId: avatar.id,
      prompt: 'reading in a garden',
      aspectRatio: '3:4',
      count: 2,
    });

  return {
    aisha,
    orm,
    queue,
    blobs,
    unitOfWork,
    /** What the provider of trainings bills. */
    trainings: () => ports.trainer.accepted(),
    person,
    nextId: (): GenerationId => ids.next<GenerationId>(),
    order,
    /** Presses until it is answered, as a person does who is told to try later. Answers how often. */
    insist: async (avatar: Avatar, id: GenerationId): Promise<number> => {
      for (let presses = 1; ; presses += 1) {
        try {
          granted(await order(avatar, id));
          return presses;
        } catch (error) {
          if (!isPortError(error) || !error.retryable || presses > 100) throw error;
          await pause(50);
        }
      }
    },
    close: async () => {
      await queue.close();
      await orm.close();
    },
  };
};

const granted = <T>(answer: Result<T, { readonly code: string }>): T => {
  if (answer.ok) return answer.value;
  throw new Error(`refused: ${answer.refusal.code}`);
};

export type Flows = Awaited<ReturnType<typeof openFlows>>;
