import type { QueuePause } from '../domain/job/job-listing.ts';

/** Queues that operators have stopped. What is begun goes on; within two seconds nothing more is begun, on any machine. */
export type QueuePauses = {
  list(): Promise<readonly QueuePause[]>;
  /** Answers false, and changes nothing, where it is paused already. */
  add(pause: QueuePause): Promise<boolean>;
  /** Answers false where it was not paused. */
  delete(name: string): Promise<boolean>;
};
