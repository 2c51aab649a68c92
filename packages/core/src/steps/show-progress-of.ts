import type { RunSubject } from '../domain/run/run.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

/** The live message is drawn from what is stored when it is sent, so one waiting job is enough. */
export const showProgressOf = (
  { jobs }: Pick<Transaction, 'jobs'>,
  subject: RunSubject,
): Promise<void> => jobs.enqueue({ name: 'progress.show', data: { subject } }, { key: subject.id });
