import type { Clock } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { z } from 'zod';
import { translated } from './database-errors.ts';

const dayMs = 24 * 60 * 60_000;

/** How all stands now, for whoever watches: one statement, each part of it along an index. */
export const readFigures = async ({
  orm,
  clock,
}: {
  readonly orm: MikroORM;
  readonly clock: Clock;
}): Promise<StoredFigures> => {
  const yesterday = new Date(clock.now().getTime() - dayMs);
  try {
    const { rows } = await figuresSince(firstIdOf(yesterday)).execute(orm.em.fork().getKysely());
    return rowSchema.parse(rows[0]);
  } catch (error) {
    throw translated(error);
  }
};

/** Ids are UUIDs of version 7: those of a day stand together, at the end of every primary key. */
const firstIdOf = (time: Date): string => {
  const hex = time.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};

/** Beyond its deadline by more than the sweeps take that see to it. */
const grace = `interval '2 minutes'`;
const unfinished = `status in ('reserved', 'submitting', 'queued', 'running', 'finishing')`;

const openWork = (kind: string, table: string): string => `
  select '${kind}' as kind, count(*) as open,
         count(*) filter (where deadline_at < now() - ${grace}) as overdue
  from ${table} where ${unfinished}`;

const figuresSince = (id: string) => sql`
  select
    (select to_jsonb(h) from (
      select count(*) as open, coalesce(sum(amount), 0) as credits,
             count(*) filter (where expires_at < now() - ${sql.raw(grace)}) as overdue
      from holds where status = 'held') h) as holds,
    (select jsonb_agg(w) from (
      ${sql.raw(openWork('training', 'trainings'))} union all
      ${sql.raw(openWork('generation', 'generations'))}) w) as work,
    (select coalesce(jsonb_agg(s), '[]') from (
      select billing, sum(expected_micro_usd) as "microUsd"
      from provider_runs where id >= ${id} group by billing) s) as spend,
    (select count(*) from provider_runs
      where status in ('intended', 'accepted') and next_check_at is not null) as "runsOpen",
    (select coalesce(jsonb_agg(p), '[]') from (
      select reason, count(*) as open from provider_pauses
      where next_probe_at is not null group by reason) p) as pauses,
    (select to_jsonb(u) from (
      select count(*) as count,
             greatest(0, coalesce(extract(epoch from now() - min(received_at)), 0)) * 1000 as "oldestMs"
      from channel_updates where finished_at is null) u) as "updatesWaiting",
    (select to_jsonb(m) from (
      select count(*) as count,
             greatest(0, coalesce(extract(epoch from now() - min(created_at)), 0)) * 1000 as "oldestMs"
      from hook_messages where status = 'waiting') m) as "hookMessages",
    (select jsonb_build_object(
      'joined', (select count(*) from users where id >= ${id}),
      'ordered', (select count(distinct user_id) from (
        select user_id from generations where id >= ${id}
        union all select user_id from trainings where id >= ${id}) orders))) as people`;

const count = z.coerce.number().nonnegative();

const rowSchema = z.object({
  holds: z.object({ open: count, credits: count, overdue: count }),
  work: z.array(z.object({ kind: z.string(), open: count, overdue: count })),
  spend: z.array(z.object({ billing: z.string(), microUsd: count })),
  runsOpen: count,
  pauses: z.array(z.object({ reason: z.string(), open: count })),
  updatesWaiting: z.object({ count, oldestMs: count }),
  hookMessages: z.object({ count, oldestMs: count }),
  people: z.object({ joined: count, ordered: count }),
});

/** Times are `…Ms`, money is in millionths of a dollar. */
export type StoredFigures = z.infer<typeof rowSchema>;
