import { jobStates, type JobDesk, type JobId, type JobListing } from '@aisha/core';
import { fromKysely, type Db, type KyselyTransactionLike, type PgBoss } from 'pg-boss';
import { z } from 'zod';
import { announce } from './wakeups.ts';
import { parkedQueue } from './queues.ts';

const isId = (value: string): boolean => z.uuid().safeParse(value).success;

/**
 * Jobs as operators see them: what was parked under its own name, and in one row; the failed one that it
 * was copied from is left out. Tasks that come back by themselves are no jobs.
 */
const listings = (schema: string): string => `
  select id,
    case when name = '${parkedQueue}' then coalesce(source_name, 'unknown') else name end as name,
    case
      when name = '${parkedQueue}' and state < 'active' then 'parked'
      when state = 'active' then 'running'
      when state = 'completed' then 'done'
      when state < 'active' then 'waiting'
      else 'cancelled'
    end as state,
    data,
    case
      when name = '${parkedQueue}' then coalesce(source_retry_count, 0) + 1
      when state = 'created' then retry_count
      else retry_count + 1
    end as tries,
    created_on as "enqueuedAt", start_after as "dueAt",
    coalesce(source_output->>'message', output->>'message') as reason,
    source_id, source_root_id
  from ${schema}.job
  where name not like 'task.%' and (state <> 'failed' or name = '${parkedQueue}')`;

const rows = z.array(
  z.object({
    id: z.custom<JobId>((value) => typeof value === 'string'),
    name: z.string(),
    state: z.enum(jobStates),
    data: z.unknown(),
    tries: z.coerce.number(),
    enqueuedAt: z.coerce.date(),
    dueAt: z.coerce.date(),
    reason: z.string().nullable(),
  }),
);

const toListings = (raw: readonly unknown[]): JobListing[] =>
  rows.parse(raw).map(({ reason, ...job }) => ({ ...job, reason: reason ?? undefined }));

type Shared = { readonly boss: PgBoss; readonly schema: string };

/** On the connection, and so within the transaction, of `kysely`. */
export const deskOn =
  ({ boss, schema }: Shared) =>
  (kysely: KyselyTransactionLike): JobDesk => {
    const db = fromKysely(kysely);
    const jobs = listings(schema);
    const find = async (id: JobId): Promise<JobListing | undefined> => {
      if (!isId(id)) return undefined;
      const { rows: found } = await db.executeSql(
        `select * from (${jobs}) jobs where $1 in (id, source_id, source_root_id)
         order by id = $1 desc, "enqueuedAt" desc limit 1`,
        [id],
      );
      return toListings(found)[0];
    };
    return {
      list: async (filter) => toListings(await page(db, jobs, filter)),
      find,
      listDepths: () => depths(db, schema),
      retry: async (id) => {
        const job = await find(id);
        if (job?.state === 'waiting') return (await makeDue({ db, schema }, job)) > 0;
        if (job?.state !== 'parked') return false;
        await boss.redrive(parkedQueue, { ids: [job.id], db });
        await announce(db, schema, { queue: job.name, dueAt: 0 });
        return true;
      },
      cancel: async (id) => {
        const job = await find(id);
        if (!job || !isUndone(job)) return false;
        const { rows: cancelled } = await db.executeSql(
          `update ${schema}.job set state = 'cancelled', completed_on = now()
           where id = $1 and name in ($2, '${parkedQueue}') and state < 'active' returning id`,
          [job.id, job.name],
        );
        return cancelled.length > 0;
      },
      hurry: (name) => makeDue({ db, schema }, { name }),
    };
  };

const isUndone = ({ state }: JobListing): boolean => state === 'waiting' || state === 'parked';

const page = async (
  db: Db,
  jobs: string,
  { limit, before, name, state }: Parameters<JobDesk['list']>[0],
): Promise<unknown[]> => {
  if (before !== undefined && !isId(before)) return [];
  const { rows: found } = await db.executeSql(
    `with jobs as (${jobs})
     select * from jobs
     where ($1::uuid is null or ("enqueuedAt", id) < (select "enqueuedAt", id from jobs where id = $1))
       and ($2::text is null or name = $2) and ($3::text is null or state = $3)
     order by "enqueuedAt" desc, id desc limit $4`,
    [before ?? null, name ?? null, state ?? null, limit],
  );
  return found as unknown[];
};

/** One job that waits for its time, or all of a queue. Answers how many were made due. */
const makeDue = async (
  { db, schema }: { readonly db: Db; readonly schema: string },
  { name, id }: { readonly name: string; readonly id?: JobId },
): Promise<number> => {
  const { rows: due } = await db.executeSql(
    `update ${schema}.job set start_after = least(start_after, now())
     where name = $1 and state < 'active' and ($2::uuid is null or id = $2)
       and ($2::uuid is not null or start_after > now()) returning id`,
    [name, id ?? null],
  );
  if (due.length > 0) await announce(db, schema, { queue: name, dueAt: 0 });
  return due.length;
};

const depthRows = z.array(
  z.object({
    name: z.string(),
    waiting: z.coerce.number(),
    running: z.coerce.number(),
    parked: z.coerce.number(),
    oldestMs: z.coerce.number().transform(Math.round),
  }),
);

const depths: (db: Db, schema: string) => ReturnType<JobDesk['listDepths']> = async (
  db,
  schema,
) => {
  const { rows: found } = await db.executeSql(
    `select name, count(*) filter (where state = 'waiting') as waiting,
       count(*) filter (where state = 'running') as running,
       count(*) filter (where state = 'parked') as parked,
       greatest(0, coalesce(max(extract(epoch from now() - "dueAt"))
         filter (where state = 'waiting'), 0)) * 1000 as "oldestMs"
     from (${listings(schema)} and state <= 'active') jobs
     where state in ('waiting', 'running', 'parked') group by name order by name collate "C"`,
  );
  return depthRows.parse(found);
};
