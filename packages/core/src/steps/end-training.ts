import type { Avatar } from '../domain/avatar/avatar.ts';
import { avatarAfter } from '../domain/avatar/avatar-machine.ts';
import type { ProviderRun } from '../domain/run/run.ts';
import { photoAtFault } from '../domain/training/learnable-photos.ts';
import type { Training } from '../domain/training/training.ts';
import {
  trainingAfter,
  trainingTransitions,
  type TrainingEvent,
} from '../domain/training/training-machine.ts';
import type { PhotoAtFault } from '../ports/notifier.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { retireRun } from './retire-run.ts';
import { settleHold } from './settle-hold.ts';

type Ending = Extract<
  TrainingEvent,
  { type: 'run.failed' | 'cancelled' | 'withdrawn' | 'deadline.passed' }
>;

const reasons = {
  'run.failed': 'failed',
  cancelled: 'cancelled',
  withdrawn: 'cancelled',
  'deadline.passed': 'expired',
} as const;

/**
 * Ends a training without a result: the hold goes back, the avatar keeps its last good version, the
 * provider is told to stop, the person is told why. Answers false where it had ended already.
 */
export const endTraining = async (
  tx: Transaction,
  training: Training,
  event: Ending,
  now: Date,
): Promise<Training | undefined> => {
  const ended = trainingAfter(training, event, now);
  if (!ended) return undefined;
  // The avatar is locked first, as everywhere: two that end the same training never wait for each other.
  const avatar = await tx.avatars.findForUpdate(training.avatarId, training.userId);
  if (!(await tx.trainings.save(ended, trainingTransitions[event.type]))) return undefined;
  const reason = reasons[event.type];
  const { refunded } = await settleHold(tx, training.holdId, {
    captured: 0,
    reason: `training.${reason}`,
  });
  const rest = reason === 'cancelled' ? 'cancelled' : 'failed';
  if (avatar) await tx.avatars.save(rested(avatar, rest, now));
  await retireRun(tx, await latestRun(tx, training), now);
  const { userId, avatarId, id: trainingId } = training;
  await tx.jobs.enqueue({
    name: 'notification.send',
    data: {
      userId,
      notification: {
        type: 'training.ended',
        trainingId,
        avatarId,
        avatarName: avatar?.name ?? '',
        reason,
        failure: ended.failure?.code,
        photo: await named(tx, ended),
        refunded,
      },
    },
  });
  return ended;
};

const rested = (avatar: Avatar, reason: 'failed' | 'cancelled', now: Date): Avatar =>
  avatarAfter(avatar, { type: 'training.ended-without-result', reason }, now);

const latestRun = ({ runs }: Transaction, { id }: Training): Promise<ProviderRun | undefined> =>
  runs.findLatest({ type: 'training', id });

/** More than anybody can have sent for an avatar. */
const allOfThem = 10_000;

/** By its number among all that were sent, which is how the person knows it. */
const named = async (
  { photos }: Transaction,
  training: Training,
): Promise<PhotoAtFault | undefined> => {
  const id = photoAtFault(training);
  if (id === undefined) return undefined;
  const sent = await photos.listOfAvatar(training.avatarId, training.userId, { limit: allOfThem });
  const at = sent.findIndex((photo) => photo.id === id);
  return at < 0 ? undefined : { number: at + 1, id };
};
