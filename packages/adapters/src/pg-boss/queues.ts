import type { JobName } from '@aisha/core';
import type { Queue } from 'pg-boss';

export type QueueSettings = {
  /** How many of them run at a time in one process. */
  readonly concurrency: number;
  /** How often it is tried before it is parked. */
  readonly tries: number;
};

/** Ten tries take about nine minutes, sixteen about forty. */
export const queueSettings: Readonly<Record<JobName, QueueSettings>> = {
  'photo.judge': { concurrency: 2, tries: 8 },
  // Each has an archive in memory.
  'archive.unpack': { concurrency: 2, tries: 8 },
  'photos.report': { concurrency: 4, tries: 8 },
  'avatar.purge': { concurrency: 2, tries: 16 },
  'training.submit': { concurrency: 2, tries: 10 },
  'training.collect': { concurrency: 2, tries: 16 },
  'draft.write': { concurrency: 8, tries: 4 },
  'generation.submit': { concurrency: 8, tries: 10 },
  'generation.collect': { concurrency: 4, tries: 16 },
  // What nobody waits for takes one processor at most.
  'generation.thumbnails': { concurrency: 1, tries: 16 },
  'images.export': { concurrency: 1, tries: 5 },
  'blobs.delete': { concurrency: 2, tries: 10 },
  'run.check': { concurrency: 8, tries: 10 },
  'run.cancel': { concurrency: 2, tries: 16 },
  'provider.event': { concurrency: 8, tries: 16 },
  'progress.show': { concurrency: 4, tries: 5 },
  'notification.send': { concurrency: 8, tries: 16 },
  // Whom nobody reaches holds his place for a quarter of a minute.
  'hook.deliver': { concurrency: 8, tries: 8 },
  // One after the other: what many hear leaves room for what each waits for.
  'broadcast.send': { concurrency: 1, tries: 16 },
  'account.export': { concurrency: 1, tries: 8 },
  'account.erase': { concurrency: 1, tries: 16 },
  'operator.alarm': { concurrency: 1, tries: 16 },
};

export const jobNames = Object.keys(queueSettings) as JobName[];

/** Where jobs wait for an operator after their last try. Nobody works on it. */
export const parkedQueue = 'parked';

/** Without a word from its worker for this long a job is taken for orphaned. The least pg-boss knows. */
const orphanedAfterSeconds = 10;

const day = 24 * 60 * 60;

const common: Omit<Queue, 'name'> = {
  heartbeatSeconds: orphanedAfterSeconds,
  // Dead workers are found by their silence; this ends a handler that hangs for ever.
  expireInSeconds: 60 * 60,
  // Pauses after a failure are ours to choose, so this is how soon an orphan runs again: at once.
  retryDelay: 0,
  retryBackoff: false,
  retentionSeconds: 30 * day,
  deleteAfterSeconds: day / 4,
};

/**
 * Policy `short`: of the jobs with one key at most one waits, however many run. Jobs that have no
 * key are sent with one of their own.
 */
export const jobQueueOf = (name: JobName): Queue => ({
  ...common,
  name,
  policy: 'short',
  retryLimit: queueSettings[name].tries - 1,
  deadLetter: parkedQueue,
});

/** Policy `exclusive`: a task waits or runs, once among all machines. It is never given up. */
export const taskQueueOf = (task: string): Queue => ({
  ...common,
  name: `task.${task}`,
  policy: 'exclusive',
  retryLimit: 1_000_000,
});

export const parkingQueue: Queue = {
  name: parkedQueue,
  policy: 'standard',
  retentionSeconds: 90 * day,
};
