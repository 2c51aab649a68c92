import type { JobQueue, Jobs } from '../../ports/job-queue.ts';
import type { Until } from './suite.ts';

/**
 * `one` and `two` are workers on one queue. `until` lets time pass, so that whatever is due runs;
 * `elapse` lets so much pass. `parked` counts the jobs left for an operator.
 */
export type JobQueueContext = {
  readonly one: JobQueue;
  readonly two: JobQueue;
  readonly jobs: Jobs;
  readonly now: () => Date;
  readonly until: Until;
  readonly elapse: (ms: number) => Promise<void>;
  readonly parked: () => Promise<number>;
};
