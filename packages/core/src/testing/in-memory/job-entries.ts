import type { JobId } from '../../shared/ids.ts';
import type { Job } from '../../ports/job-queue.ts';

export type WaitingJob = {
  readonly job: Job;
  readonly key: string | undefined;
  readonly startAt: Date;
  /** How often it was tried. */
  readonly tries: number;
};

/** As it stands in the queue. */
export type Entry = WaitingJob & {
  readonly id: JobId;
  readonly order: number;
  readonly enqueuedAt: Date;
};

export type ParkedJob = Entry & { readonly error: unknown };
