import {
  createAisha,
  isPortError,
  planGrant,
  planHold,
  planSettlement,
  type Avatar,
  type Generation,
  type GenerationId,
  type Ports,
  type Training,
  type User,
} from '@aisha/core';
import {
  aFinishedTraining,
  aHold,
  aRun,
  aUser,
  anAcceptedPhoto,
  anAvatar,
  freshId,
  inMemoryPorts,
  silentLogger,
} from '@aisha/core/testing';
import { systemClock } from '@aisha/adapters/in-process';
import {
  createOrm,
  mikroOrmLedgerAudit,
  mikroOrmUnitOfWork,
  type MikroORM,
} from '@aisha/adapters/mikro-orm';
import { pgBossJobQueue, type PgBossJobQueue } from '@aisha/adapters/pg-boss';
import { createTestDatabase } from '../../support/database.ts';

const poolSize = 8;

/** Two processes of Aisha as far as their connections go, on one database and with one provider. */
export const openReplicas = async () => {
  const database = await createTestDatabase();
  const queue = pgBossJobQueue({ url: database.url, logger: silentLogger });
  await queue.open();
  const orms = await Promise.all([1, 2].map(() => createOrm({ url: database.url, poolSize })));
  const outside = inMemoryPorts();
  const replicas = orms.map((orm) => {
    const unitOfWork = unitOfWorkOn(orm, queue);
    return createAisha({ ...outside, unitOfWork, clock: systemClock } satisfies Ports);
  });
  const [orm] = orms as [MikroORM, MikroORM];
  const unitOfWork = unitOfWorkOn(orm, queue);
  return {
    url: database.url,
    outside,
    unitOfWork,
    audit: mikroOrmLedgerAudit({ orm }),
    /** Takes turns. */
    replica: (at: number) => replicas[at % replicas.length] as (typeof replicas)[number],
    ...people(unitOfWork),
    close: async () => {
      await Promise.all(orms.map((each) => each.close()));
      await queue.close();
      await database.drop();
    },
  };
};

export type Replicas = Awaited<ReturnType<typeof openReplicas>>;

const unitOfWorkOn = (orm: MikroORM, queue: PgBossJobQueue) =>
  mikroOrmUnitOfWork({
    orm,
    enqueue: (em, ...job) => queue.enqueueIn(em.getKysely(), ...job),
  });

const trainingPrice = 60;

/** Stores people as they would be after some days of use, with credits that are theirs to spend. */
const people = (unitOfWork: Ports['unitOfWork']) => {
  const person = async (credits: number): Promise<User> => {
    const user = aUser({ createdAt: new Date() });
    await unitOfWork.run(async ({ users, wallets }) => {
      await users.add(user);
      await wallets.post(grantOf(user, credits));
    });
    return user;
  };

  /** An avatar that was trained and paid for. */
  const ready = async (credits: number): Promise<Avatar> => {
    const user = await person(credits + trainingPrice);
    const draft = anAvatar({ userId: user.id, status: 'ready' });
    const training = aFinishedTraining({
      userId: user.id,
      avatarId: draft.id,
      price: trainingPrice,
      photoIds: [],
    });
    const avatar: Avatar = { ...draft, activeTrainingId: training.id };
    const hold = aHold({ id: training.holdId, userId: user.id, amount: trainingPrice });
    await unitOfWork.run(async ({ avatars, trainings, wallets, runs }) => {
      await avatars.add(avatar);
      await trainings.add(training);
      await wallets.post(planHold(hold, 'training'));
      await wallets.post(planSettlement(hold, trainingPrice, 'training.succeeded'));
      await runs.add(runOf(training));
    });
    return avatar;
  };

  /** Avatars of one person whose photos are all there and who were never trained. */
  const drafts = async (count: number, credits: number): Promise<Avatar[]> => {
    const user = await person(credits);
    const made = Array.from({ length: count }, () => anAvatar({ userId: user.id }));
    await unitOfWork.run(async ({ avatars, photos }) => {
      for (const { id: avatarId, userId } of made) {
        await avatars.add({ ...anAvatar({ id: avatarId, userId }) });
        for (let photo = 0; photo < 10; photo += 1) {
          const accepted = anAcceptedPhoto({ avatarId, userId });
          const { stored: _, ...received } = { ...accepted, status: 'received' as const };
          await photos.add(received);
          await photos.saveJudged(accepted);
        }
      }
    });
    return made;
  };

  return { person, ready, drafts };
};

const grantOf = ({ id: userId }: User, amount: number) =>
  planGrant({ userId, amount, idempotencyKey: freshId(), reason: 'gift' });

const runOf = ({ id, userId }: Training) =>
  aRun({
    userId,
    subject: { type: 'training', id },
    status: 'ended',
    requestId: freshId(),
    acceptedAt: new Date(),
    cost: { expectedMicroUsd: 2_400_000, billing: 'billed' },
  });

/** As often as it is told to come again later, as a person would; counts how often that was. */
export const persistent = () => {
  let shed = 0;
  const until = async <T>(tap: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await tap();
      } catch (error) {
        if (!isPortError(error) || !error.retryable) throw error;
        shed += 1;
      }
    }
  };
  return { until, shed: () => shed };
};

/** What is ordered by a tap. */
export const orderOf = ({ id: avatarId, userId }: Avatar, id: GenerationId = freshId()) =>
  ({ id, userId, avatarId, prompt: 'reading in a garden', aspectRatio: '3:4', count: 4 }) as const;

export const four = (requestId: string, flagged: readonly number[]): Generation['output'] => ({
  seed: 99,
  images: [0, 1, 2, 3].map((index) => ({
    url: `https://results.fake.test/${requestId}/${index}.png`,
    flagged: flagged.includes(index),
  })),
});
