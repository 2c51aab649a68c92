import type { JobId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { By } from '../../domain/audit/audit.ts';
import type { JobListing } from '../../domain/job/job-listing.ts';
import type { OperatorRefusal } from '../../domain/operator-refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { noteChange } from '../../steps/note-change.ts';

export type DecideJobInput = { readonly id: JobId; readonly by: By };

export type DecideJobRefusal = Extract<
  OperatorRefusal,
  { code: 'job.not-found' | 'job.running' | 'job.ended' }
>;

/** Has a job that was given up done again, or one that waits for its time done now. */
export const retryJob =
  (ports: Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>) =>
  (input: DecideJobInput): Promise<Result<JobListing, DecideJobRefusal>> =>
    decide(ports, input, { action: 'jobs.retry', change: ({ desk }, id) => desk.retry(id) });

/** Ends a job that waits or was given up. What it was for goes the way of work that is overdue. */
export const cancelJob =
  (ports: Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>) =>
  (input: DecideJobInput): Promise<Result<JobListing, DecideJobRefusal>> =>
    decide(ports, input, { action: 'jobs.cancel', change: ({ desk }, id) => desk.cancel(id) });

type Decision = {
  readonly action: string;
  readonly change: (tx: Transaction, id: JobId) => Promise<boolean>;
};

const decide = (
  { unitOfWork, clock, ids }: Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>,
  { id, by }: DecideJobInput,
  { action, change }: Decision,
): Promise<Result<JobListing, DecideJobRefusal>> =>
  unitOfWork.run(async (tx) => {
    const job = await tx.desk.find(id);
    if (!job) return refuse({ code: 'job.not-found' });
    if (!(await change(tx, job.id))) {
      return refuse({ code: job.state === 'running' ? 'job.running' : 'job.ended' });
    }
    const subject = `job ${job.id}`;
    const details = { name: job.name, was: job.state };
    await noteChange(tx, { ids, clock }, { by, action, subject, details });
    return ok(job);
  });
