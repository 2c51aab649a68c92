import type { Job, JobHandlers, JobName } from '../../ports/job-queue.ts';
import type { BlobKey, RunId } from '../../shared/ids.ts';
import { freshId } from '../builders/fresh.ts';

const names: readonly JobName[] = [
  'photo.judge',
  'archive.unpack',
  'photos.report',
  'avatar.purge',
  'training.submit',
  'training.collect',
  'draft.write',
  'generation.submit',
  'generation.collect',
  'generation.thumbnails',
  'images.export',
  'blobs.delete',
  'run.check',
  'run.cancel',
  'provider.event',
  'progress.show',
  'notification.send',
  'hook.deliver',
  'broadcast.send',
  'account.export',
  'account.erase',
  'operator.alarm',
];

export const aCheck = (runId: RunId = freshId<RunId>()): Job => ({
  name: 'run.check',
  data: { runId },
});

/** The same handler for every kind of job. */
export const handleAll = (handle: (job: Job) => Promise<void>): JobHandlers =>
  Object.fromEntries(
    names.map((name) => [name, (data: Job['data']) => handle({ name, data } as Job)]),
  ) as JobHandlers;

/** One of each kind. */
export const everyJob = (): readonly Job[] => [
  { name: 'photo.judge', data: { photoId: freshId() } },
  { name: 'archive.unpack', data: { photoId: freshId() } },
  { name: 'photos.report', data: { avatarId: freshId(), userId: freshId() } },
  { name: 'avatar.purge', data: { avatarId: freshId(), userId: freshId() } },
  { name: 'training.submit', data: { trainingId: freshId() } },
  { name: 'training.collect', data: { trainingId: freshId() } },
  { name: 'draft.write', data: { draftId: freshId() } },
  { name: 'generation.submit', data: { generationId: freshId() } },
  { name: 'generation.collect', data: { generationId: freshId() } },
  { name: 'generation.thumbnails', data: { generationId: freshId() } },
  {
    name: 'images.export',
    data: {
      exportId: freshId(),
      userId: freshId(),
      selection: { type: 'filtered', filter: { type: 'month', month: 202_611 } },
    },
  },
  { name: 'blobs.delete', data: { keys: ['images/one/0.png' as BlobKey] } },
  { name: 'run.check', data: { runId: freshId() } },
  { name: 'run.cancel', data: { runId: freshId() } },
  { name: 'provider.event', data: { eventId: freshId() } },
  { name: 'progress.show', data: { subject: { type: 'training', id: freshId() } } },
  {
    name: 'notification.send',
    data: {
      userId: freshId(),
      notification: {
        type: 'generation.ended',
        generationId: freshId(),
        reason: 'blocked',
        failure: 'content.blocked',
        refunded: 4,
      },
    },
  },
  { name: 'hook.deliver', data: { messageId: freshId() } },
  { name: 'broadcast.send', data: { broadcastId: freshId() } },
  { name: 'account.export', data: { exportId: freshId() } },
  { name: 'account.erase', data: { erasureId: freshId() } },
  {
    name: 'operator.alarm',
    data: {
      alarm: {
        alarm: 'provider-paused',
        phase: 'raised',
        since: 1_795_000_000_000,
        scope: 'account',
        reason: 'balance-exhausted',
      },
    },
  },
];

/** Jobs that ran, in order. */
export const aJobLedger = () => {
  const jobs: Job[] = [];
  return {
    jobs,
    finished: 0,
    handle: async (job: Job): Promise<void> => void jobs.push(job),
  };
};

/** Holds a handler back until it is opened. */
export const aGate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
};
