import type { JobHandlers, JobName } from '@aisha/core';
import { silentLogger } from '@aisha/core/testing';
import { createBoss } from '../../../packages/adapters/src/pg-boss/boss.ts';
import { enqueueIn } from '../../../packages/adapters/src/pg-boss/enqueue.ts';
import { handlingOf } from '../../../packages/adapters/src/pg-boss/handling.ts';
import { insertStatementOf } from '../../../packages/adapters/src/pg-boss/insert-statement.ts';
import { settle } from '../../../packages/adapters/src/pg-boss/outcomes.ts';
import { parkedQueue } from '../../../packages/adapters/src/pg-boss/queues.ts';
import type { ShiftedClock } from './shifted-clock.ts';

const schema = 'pgboss';
type Taken = Parameters<ReturnType<typeof handlingOf>>[0];

/** The product's own queue, tables and handling of jobs, of which one at a time runs, when a test says so. */
export const openJobDrain = async (url: string, clock: ShiftedClock) => {
  const boss = createBoss({ url, schema, logger: silentLogger, poolSize: 2 });
  await boss.start();
  const database = boss.getDb();

  const nextDue = async (): Promise<{ id: string; name: JobName; at: Date } | undefined> => {
    const { rows } = await database.executeSql(
      `select id, name, start_after as at from ${schema}.job
       where state < 'active' and name <> $1 order by start_after, created_on limit 1`,
      [parkedQueue],
    );
    return rows[0] as { id: string; name: JobName; at: Date } | undefined;
  };

  /** A job's time has come by the clock of the test, which is ahead of the database's. */
  const takeJob = async (id: string, name: string): Promise<Taken | undefined> => {
    await database.executeSql(
      `update ${schema}.job set start_after = least(start_after, now()) where name = $1 and id = $2`,
      [name, id],
    );
    const [job] = await boss.fetch<object>(name, { batchSize: 1 });
    return job;
  };

  return {
    enqueue: enqueueIn({ boss, schema }),
    insertStatementOf: (name: JobName) => insertStatementOf({ boss, schema }, name),
    /** When the next job is to run. */
    nextAt: async () => (await nextDue())?.at,
    /** Runs the next job if it is due by the clock. Answers its name, or undefined where none is. */
    runNext: async (handlers: JobHandlers): Promise<JobName | undefined> => {
      const due = await nextDue();
      if (!due || due.at > clock.now()) return undefined;
      const job = await takeJob(due.id, due.name);
      if (!job) return undefined;
      const outcome = await handlingOf(due.name, handlers, { logger: silentLogger })(job);
      const claim = { queue: due.name, id: job.id, retryCount: job.retryCount };
      await settle({ boss, planned: database, schema }, claim, outcome);
      return due.name;
    },
    /** What the lookout does when a worker has been silent for long: its jobs are anybody's again. */
    takeFromTheDead: async (): Promise<void> => {
      const { rows } = await database.executeSql(
        `select name, id, retry_count as "retryCount" from ${schema}.job where state = 'active'`,
      );
      for (const { name, ...claim } of rows as { name: string; id: string; retryCount: number }[]) {
        await boss.fail(name, claim, { message: 'its worker went silent' });
      }
    },
    parked: async (): Promise<readonly string[]> => {
      const { rows } = await database.executeSql(
        `select coalesce(source_name, '?') || ': ' || coalesce(source_output ->> 'message', '?') as what
         from ${schema}.job where name = $1`,
        [parkedQueue],
      );
      return (rows as { what: string }[]).map(({ what }) => what);
    },
    /** A question of the test's own, on a connection that is there. */
    select: async (query: string): Promise<readonly unknown[]> => {
      const { rows } = await database.executeSql(query);
      return rows as unknown[];
    },
    close: () => boss.stop({ graceful: false, close: true }),
  };
};
