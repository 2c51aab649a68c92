import { PortError, type EventInbox } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { failureOf, translated } from './database-errors.ts';
import { groupCommit, type GroupLimits } from './group-commit.ts';
import { fromEvent } from './mappers/provider-event-mapper.ts';
import { withRetries } from './with-retries.ts';

export type EventInboxOptions = {
  readonly orm: MikroORM;
  /**
   * SQL that enqueues jobs, as parts of a WITH clause that end with one called `announced`; it takes
   * the jobs as an expression whose value is the text of a JSON array.
   */
  readonly insertJobs: () => Promise<(jobs: string) => string>;
  /** Where the job of an event that is kept now can run at once; undefined where nowhere. */
  readonly place?: () => EventPlace | undefined;
  readonly limits?: Partial<GroupLimits>;
  /** What an event that is received now is part of: its job goes on there. */
  readonly trace?: () => string | undefined;
};

/** Kept for one job while it is stored as taken. */
type EventPlace = {
  take(job: { readonly id: string; readonly data: object; readonly retryCount: number }): void;
  letGo(): void;
};

const mebibyte = 1024 * 1024;

const usualLimits: GroupLimits = {
  groups: 2,
  most: 128,
  largest: 4 * mebibyte,
  mostWaiting: 2_000,
  largestWaiting: 12 * mebibyte,
  // fal hangs up on a first attempt after 15 s.
  patienceMs: 5_000,
};

/**
 * Events that come while others are being committed share the next commit: one statement for all of
 * them and their jobs. See docs/decisions/0008-commit-webhooks-in-groups.md.
 */
export const mikroOrmEventInbox = ({
  orm,
  insertJobs,
  place = () => undefined,
  limits,
  trace = () => undefined,
}: EventInboxOptions): EventInbox => {
  let text: string | undefined;

  const keep = async (rows: readonly EventRow[]): Promise<Answer[]> => {
    text ??= keepEvents(await insertJobs());
    // Of what is told several times over, once: the statement would leave the rest out anyway.
    const distinct = [...new Map(rows.map((row) => [keyOf(row), row])).values()];
    const places = distinct.map(() => place());
    let ids = new Set<string>();
    try {
      const pool = await orm.driver.getConnection().getNativeClient();
      const kept = await pool.query<{ id: string }>({
        // Planned once a connection: for a few events that takes longer than the rest.
        name: 'keep-events',
        text,
        values: [
          ...columns.map((column) => distinct.map((row) => row[column])),
          places.map((found) => found !== undefined),
        ],
      });
      ids = new Set(kept.rows.map(({ id }) => id));
    } finally {
      for (const [at, row] of distinct.entries()) {
        if (ids.has(row.id)) places[at]?.take(jobOf(row));
        else places[at]?.letGo();
      }
    }
    return rows.map(({ id }) => (ids.has(id) ? 'accepted' : 'duplicate'));
  };

  const receive = groupCommit({
    commit: (rows: readonly EventRow[]) => withRetries(() => keep(rows)),
    mayBeOfOne: (error) => failureOf(error) !== 'unavailable',
    sizeOf: ({ payload }) => payload?.length ?? 0,
    shed: (reason) => new PortError('database.unavailable', told[reason], { retryable: true }),
    limits: { ...usualLimits, ...limits },
  });

  return {
    receive: async (event) => {
      const row = { ...fromEvent(event), traceparent: trace() ?? null };
      try {
        return await receive(row);
      } catch (error) {
        throw translated(error);
      }
    },
  };
};

type Answer = 'accepted' | 'duplicate';

const told = {
  full: 'too many events wait to be kept',
  late: 'the database took too long to keep an event',
} as const;

type EventRow = ReturnType<typeof fromEvent> & { readonly traceparent: string | null };

/** As the statement stores it. */
const jobOf = ({ id, run_id: runId, traceparent }: EventRow) => ({
  id,
  data: { eventId: id, runId, ...(traceparent !== null && { traceparent }) },
  retryCount: 0,
});

const keyOf = (row: EventRow): string => `${row.request_id} ${row.outcome}`;

const columns = [
  'id',
  'request_id',
  'run_id',
  'outcome',
  'payload',
  'received_at',
  'traceparent',
] as const;

/** In one order everywhere, so that two who add the same events never wait for each other in a circle. */
const keepEvents = (insertJobs: (jobs: string) => string): string => `
  with added as (
    insert into provider_events (id, request_id, run_id, outcome, payload, received_at)
    select id, request_id, run_id, outcome, payload::json, received_at
    from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[])
      as event (id, request_id, run_id, outcome, payload, received_at)
    order by request_id, outcome
    on conflict (request_id, outcome) do nothing
    returning id, run_id
  ), jobs as (
    select json_agg(json_build_object(
      'id', id,
      'data', json_strip_nulls(json_build_object('eventId', id, 'runId', run_id, 'traceparent', traceparent)),
      'singletonKey', id,
      'isTaken', is_taken
    ))::text as rows
    from added
    join unnest($1::uuid[], $7::text[], $8::boolean[]) as sent (id, traceparent, is_taken) using (id)
  ), ${insertJobs('select rows from jobs')}
  select id, (select count(*) from announced) as announced from added`;
