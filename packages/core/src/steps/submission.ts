import type { UserId } from '../shared/ids.ts';
import type { RunFailure, RunSubject } from '../domain/run/run.ts';
import type { RunHandle } from '../ports/avatar-trainer.ts';
import type { Job } from '../ports/job-queue.ts';
import type { Ports } from '../ports/ports.ts';
import type { Reads, Transaction } from '../ports/unit-of-work.ts';

/** What is submitted, and what its owner does at each turn. All but `send` run inside a transaction. */
export type Submission<Prepared> = {
  readonly subject: RunSubject;
  readonly userId: UserId;
  readonly endpoint: string;
  /** What the provider takes for it, see `RunCost`. */
  readonly expectedMicroUsd: number;
  /** The job that tries again. */
  readonly job: Job;
  /** Looks up what `prepare` needs, together with what is looked up anyway. */
  readonly look?: (reads: Reads) => Promise<void>;
  /** Everything free that must be ready first. */
  prepare(): Promise<Prepared>;
  /** The one paid call. */
  send(prepared: Prepared, webhookUrl: string | undefined): Promise<RunHandle>;
  /** Answers false where the owner has ended meanwhile: then nothing is sent. */
  started(tx: Transaction): Promise<boolean>;
  /** Answers false where the owner has ended meanwhile: then the run is cancelled. */
  accepted(tx: Transaction): Promise<boolean>;
  failed(tx: Transaction, failure: RunFailure): Promise<void>;
};

export const submitLater = (
  { unitOfWork }: Pick<Ports, 'unitOfWork'>,
  job: Job,
  startAt: Date,
): Promise<void> => unitOfWork.run(({ jobs }) => jobs.enqueue(job, { startAt }));
