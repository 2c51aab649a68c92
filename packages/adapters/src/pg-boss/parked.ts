import type { PgBoss } from 'pg-boss';
import { z } from 'zod';
import { parkedQueue } from './queues.ts';

/** A job that was given up, waiting for an operator. */
export type ParkedJob = {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  /** Why its last try failed, as far as it was noted. */
  readonly reason: string | undefined;
  readonly parkedAt: Date;
};

const rows = z.array(
  z.object({
    id: z.string(),
    name: z.string().nullable(),
    data: z.unknown(),
    reason: z.string().nullable(),
    parkedAt: z.date(),
  }),
);

/** The oldest first. */
export const listParked = async (
  boss: PgBoss,
  schema: string,
  limit: number,
): Promise<readonly ParkedJob[]> => {
  const answer = await boss.getDb().executeSql(
    `select id, source_name as name, data, source_output->>'message' as reason, created_on as "parkedAt"
     from ${schema}.job where name = $1 and state = 'created' order by created_on, id limit $2`,
    [parkedQueue, limit],
  );
  return rows.parse(answer.rows).map(({ name, reason, ...job }) => ({
    ...job,
    name: name ?? 'unknown',
    reason: reason ?? undefined,
  }));
};

/** Sends parked jobs back to where they came from; all of them, or the ones named. Answers how many. */
export const retryParked = (boss: PgBoss, ids?: readonly string[]): Promise<number> =>
  boss.redrive(parkedQueue, ids ? { ids: [...ids] } : {});

export type QueueDepth = {
  readonly name: string;
  readonly waiting: number;
  readonly running: number;
  /** How long the oldest job that could run has waited. */
  readonly oldestMs: number;
};

const depthRows = z.array(
  z.object({
    name: z.string(),
    waiting: z.coerce.number(),
    running: z.coerce.number(),
    oldestMs: z.coerce.number(),
  }),
);

/** Queues that hold anything now, the parked jobs among them. */
export const readDepths = async (boss: PgBoss, schema: string): Promise<readonly QueueDepth[]> => {
  const answer = await boss.getDb().executeSql(
    `select name,
       count(*) filter (where state < 'active') as waiting,
       count(*) filter (where state = 'active') as running,
       greatest(0, coalesce(max(extract(epoch from now() - start_after))
         filter (where state < 'active'), 0)) * 1000 as "oldestMs"
     from ${schema}.job where state <= 'active' group by name order by name`,
  );
  return depthRows.parse(answer.rows);
};
