import {
  createOrm,
  mikroOrmAvatarDirectory,
  mikroOrmBlobReferences,
  mikroOrmEventInbox,
  mikroOrmLedgerAudit,
  mikroOrmRunDurations,
  mikroOrmUnitOfWork,
  mikroOrmUserDirectory,
  mikroOrmWorkDirectory,
} from '@aisha/adapters/mikro-orm';
import { openJobDrain } from './job-drain.ts';
import type { ShiftedClock } from './shifted-clock.ts';

/** The database as one process uses it: connections of its own, for rows and for jobs. */
export const openStores = async (url: string, clock: ShiftedClock) => {
  const orm = await createOrm({ url, poolSize: 3 });
  const jobs = await openJobDrain(url, clock);
  const ports = {
    unitOfWork: mikroOrmUnitOfWork({
      orm,
      enqueue: (em, job, options) => jobs.enqueue(em.getKysely(), job, options),
    }),
    eventInbox: mikroOrmEventInbox({
      orm,
      insertJobs: () => jobs.insertStatementOf('provider.event'),
    }),
    avatarDirectory: mikroOrmAvatarDirectory({ orm }),
    workDirectory: mikroOrmWorkDirectory({ orm }),
    userDirectory: mikroOrmUserDirectory({ orm }),
    ledgerAudit: mikroOrmLedgerAudit({ orm }),
    blobReferences: mikroOrmBlobReferences({ orm }),
    durations: mikroOrmRunDurations({ orm, clock }),
  };
  return {
    ports,
    jobs,
    /** Whether any paid work is under way. */
    unfinished: async (): Promise<boolean> => (await jobs.select(unfinishedWork)).length > 0,
    /** What the database and the queue do about a process that has gone silent, without the wait. */
    takeOver: async (): Promise<void> => {
      await jobs.select(forgottenTransactions);
      await jobs.takeFromTheDead();
    },
    close: async () => {
      await jobs.close();
      await orm.close();
    },
  };
};

export type Stores = Awaited<ReturnType<typeof openStores>>;

const unfinishedWork = `
  select id from trainings
    where status in ('reserved', 'submitting', 'queued', 'running', 'finishing')
  union all select id from generations
    where status in ('reserved', 'submitting', 'queued', 'running', 'finishing')`;

/** `idle_in_transaction_session_timeout` ends these after a while. */
const forgottenTransactions = `
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and state like 'idle in transaction%'
    and pid <> pg_backend_pid()`;
