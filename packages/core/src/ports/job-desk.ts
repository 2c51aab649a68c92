import type { JobId } from '../shared/ids.ts';
import type { JobListing, JobState, QueueDepth } from '../domain/job/job-listing.ts';

export type JobFilter = {
  /** 1 to 200. */
  readonly limit: number;
  /** Only those enqueued before this job. */
  readonly before?: JobId | undefined;
  readonly name?: string | undefined;
  readonly state?: JobState | undefined;
};

/**
 * Where operators look at jobs and decide what becomes of them, within the transaction that notes who
 * did. Jobs that are done are known for some hours. A job that was given up may be called by the id
 * that the log gave it.
 */
export type JobDesk = {
  /** The newest first. */
  list(filter: JobFilter): Promise<readonly JobListing[]>;
  find(id: JobId): Promise<JobListing | undefined>;
  /** Of every queue that holds a job that is not over. */
  listDepths(): Promise<readonly QueueDepth[]>;
  /**
   * Has a parked job done as if it were new, and one that waits for its time done now. Where the same
   * work waits already, that is what does it. False where the job neither waits nor is parked.
   */
  retry(id: JobId): Promise<boolean>;
  /** A job that waits or is parked is never done. False where it is neither. */
  cancel(id: JobId): Promise<boolean>;
  /** Has whatever waits in a queue for its time done now. Answers how many. */
  hurry(name: string): Promise<number>;
};
