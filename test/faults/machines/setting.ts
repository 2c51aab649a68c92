import {
  createAisha,
  defaultPolicy,
  isPortError,
  planGrant,
  type Aisha,
  type Avatar,
  type AvatarId,
  type UserId,
} from '@aisha/core';
import {
  aFinishedTraining,
  anAcceptedPhoto,
  anAvatar,
  aUser,
  freshId,
  inMemoryPorts,
  inMemoryUnitOfWork,
  streamOf,
  testClock,
  utf8,
  type InMemoryPorts,
} from '@aisha/core/testing';
import type { Scheduler } from 'fast-check';
import { concurrentQueue, Killed } from './concurrent-queue.ts';

const grant = 150;

/**
 * Aisha in memory with one person, two drafts to train and one avatar to draw with. Each statement
 * and each call of a vendor waits for the scheduler, until `calm`.
 */
export const aSetting = async (scheduler: Pick<Scheduler, 'schedule' | 'waitIdle'>) => {
  let lively = false;
  let killAfter = Infinity;
  let kills = 0;
  const pause = async (what: string): Promise<void> => {
    if (!lively) return;
    killAfter -= 1;
    if (killAfter < 0) {
      killAfter = Infinity;
      kills += 1;
      throw new Killed(what);
    }
    await scheduler.schedule(Promise.resolve(), what);
  };

  const clock = testClock();
  const queue = concurrentQueue(clock);
  const unitOfWork = inMemoryUnitOfWork({ jobs: queue.jobs, pause });
  const photos = { ...defaultPolicy.photos, minCount: 1 };
  // What is counted here is what was ordered.
  const policy = { ...defaultPolicy, photos, previews: { count: 0 } };
  const ports = inMemoryPorts({ clock, unitOfWork, policy });
  for (const vendor of [ports.trainer, ports.generator, ports.fetcher, ports.blobs]) {
    slowDown(vendor, pause);
  }
  const aisha: Aisha = createAisha(ports);
  const user = aUser();
  const stage = await stageFor(ports, user);
  lively = true;

  /** Faults that nobody has met yet are met here. */
  const sweep = async (): Promise<void> => {
    try {
      await aisha.reconcile();
    } catch (error) {
      if (!isPortError(error)) throw error;
    }
  };

  /** Works off everything, one job after the other, while the clock goes on. */
  const passTime = async (ms: number, sweepMs = 60_000): Promise<void> => {
    const end = clock.now().getTime() + ms;
    let sweepAt = clock.now().getTime();
    while (clock.now().getTime() < end) {
      if (clock.now().getTime() >= sweepAt) {
        await sweep();
        sweepAt = clock.now().getTime() + sweepMs;
      }
      for (let run = queue.begin(aisha.jobs); run; run = queue.begin(aisha.jobs)) await run;
      clock.set(new Date(Math.min(end, sweepAt, queue.nextAt())));
    }
  };

  const defects: unknown[] = [];
  return {
    aisha,
    ports,
    queue,
    /** What was thrown that is neither a kill nor the world's failure. */
    defects,
    /** Lets a request run beside everything else; `then` hears its answer, undefined where it failed on the way. */
    begin: <T>(
      request: () => Promise<T>,
      then: (answer: T | undefined) => void = () => {},
    ): void => {
      request().then(then, (error: unknown) => {
        if (error instanceof Killed || isPortError(error)) then(undefined);
        else defects.push(error);
      });
    },
    user,
    ...stage,
    passTime,
    /** The worker that comes to this many steps from now is killed there. */
    killIn: (steps: number) => void (killAfter = steps),
    kills: () => kills,
    /** No faults and no races from here on. */
    calm: async (): Promise<void> => {
      await scheduler.waitIdle();
      killAfter = Infinity;
      lively = false;
    },
    topUp: async (amount: number): Promise<void> => {
      const plan = planGrant({
        userId: user.id,
        amount,
        idempotencyKey: freshId(),
        reason: 'test',
      });
      await unitOfWork.run(({ wallets }) => wallets.post(plan));
    },
  };
};

export type Setting = Awaited<ReturnType<typeof aSetting>>;

type Method = (...given: unknown[]) => unknown;
const slow = new Set(['uploadArchive', 'submit', 'observe', 'cancel', 'fetch', 'put']);

/** Others may come in between a call's being sent, its taking effect and its answer. */
const slowDown = (port: object, pause: (what: string) => Promise<void>): void => {
  for (const [name, method] of Object.entries(port as Record<string, Method>)) {
    if (!slow.has(name)) continue;
    const slowed: Method = async (...given) => {
      await pause(`before ${name}`);
      const answer = await method(...given);
      await pause(`after ${name}`);
      return answer;
    };
    Object.assign(port, { [name]: slowed });
  }
};

const stageFor = async (
  { unitOfWork, blobs }: Pick<InMemoryPorts, 'unitOfWork' | 'blobs'>,
  user: ReturnType<typeof aUser>,
): Promise<{ drafts: readonly AvatarId[]; ready: AvatarId }> => {
  const userId: UserId = user.id;
  const drafts = [anAvatar({ userId }), anAvatar({ userId })];
  const ready = anAvatar({ userId });
  const training = aFinishedTraining({ userId, avatarId: ready.id });
  const photos = await Promise.all(drafts.map((draft) => storedPhoto(blobs, draft)));
  await unitOfWork.run(async (tx) => {
    await tx.users.add(user);
    for (const avatar of drafts) await tx.avatars.add(avatar);
    await tx.avatars.add({ ...ready, status: 'ready', activeTrainingId: training.id });
    await tx.trainings.add(training);
    for (const photo of photos) await tx.photos.add(photo);
    const idempotencyKey = `welcome:${userId}`;
    await tx.wallets.post(planGrant({ userId, amount: grant, idempotencyKey, reason: 'welcome' }));
  });
  return { drafts: drafts.map(({ id }) => id), ready: ready.id };
};

const storedPhoto = async (blobs: InMemoryPorts['blobs'], { id: avatarId, userId }: Avatar) => {
  const photo = anAcceptedPhoto({ avatarId, userId });
  const stored = photo.stored;
  if (!stored) throw new Error('an accepted photo is stored');
  const content = utf8(`the photo ${photo.id}`);
  const { sha256, bytes } = await blobs.put(stored.blobKey, streamOf(content), {
    contentType: stored.contentType,
    maxBytes: content.length,
  });
  return { ...photo, stored: { ...stored, sha256, bytes } };
};
