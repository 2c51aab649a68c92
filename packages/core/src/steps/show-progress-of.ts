import type { RunProgress, RunSubject } from '../domain/run/run.ts';
import { nextShowAt } from '../domain/run/show-schedule.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

type Showing = Pick<Transaction, 'jobs'>;

/** For what a person should see at once. The live message is drawn from what is stored when it is sent, so one waiting job is enough. */
export const showProgressNow = ({ jobs }: Showing, subject: RunSubject): Promise<void> =>
  // A key of its own: a later showing that waits must not stand in the way.
  jobs.enqueue({ name: 'progress.show', data: { subject } }, { key: `${subject.id}:now` });

type Shown = {
  readonly progress?: RunProgress | undefined;
  readonly startedAt?: Date | undefined;
  readonly createdAt: Date;
};

/** A new stage is shown at once; what merely goes on the later again, the longer it has gone on. */
export const showNewsOf = (
  tx: Showing,
  subject: RunSubject,
  { before, after, now }: { readonly before: Shown; readonly after: Shown; readonly now: Date },
): Promise<void> => {
  if (before.progress?.stage !== after.progress?.stage) return showProgressNow(tx, subject);
  const startAt = nextShowAt(after.startedAt ?? after.createdAt, now);
  return tx.jobs.enqueue(
    { name: 'progress.show', data: { subject } },
    { key: subject.id, startAt },
  );
};
