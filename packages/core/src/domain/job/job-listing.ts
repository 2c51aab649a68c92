import type { JobId } from '../../shared/ids.ts';

/** parked: given up after its last try, and waits for an operator. */
export const jobStates = ['waiting', 'running', 'parked', 'done', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

/** A job as operators see it. */
export type JobListing = {
  readonly id: JobId;
  /** As in `run.check`. */
  readonly name: string;
  readonly state: JobState;
  /** What it was given: ids. */
  readonly data: unknown;
  /** How often it was begun. */
  readonly tries: number;
  readonly enqueuedAt: Date;
  /** Before this time it is not begun. */
  readonly dueAt: Date;
  /** Why its last try failed, as far as it was noted. */
  readonly reason: string | undefined;
};

/** What stands in one queue now. */
export type QueueDepth = {
  readonly name: string;
  readonly waiting: number;
  readonly running: number;
  readonly parked: number;
  /** How long the oldest job that could run has waited. */
  readonly oldestMs: number;
};

/** Nobody begins a job of this queue until it is resumed. */
export type QueuePause = { readonly name: string; readonly since: Date };
