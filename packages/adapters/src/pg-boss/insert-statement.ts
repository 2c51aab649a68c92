import type { JobName } from '@aisha/core';
import type { PgBoss } from 'pg-boss';
import { announcedOf, payloadOf } from './wakeups.ts';

/**
 * Writes SQL that enqueues jobs of one queue and announces those that are not taken, as parts of a
 * WITH clause: the last of them is called `announced`, and must be selected from. `rows` is an SQL
 * expression: the jobs as the text of a JSON array, NULL for none, of
 * `{ "data": …, "singletonKey": …, "id": …, "isTaken": … }`. The last two may be left out.
 */
export type InsertJobs = (rows: string) => string;

type Shared = { readonly boss: PgBoss; readonly schema: string };

export const insertStatementOf = async (shared: Shared, name: JobName): Promise<InsertJobs> => {
  const [before, after] = replaceable(await insertOf(shared, name), rowsParameter);
  const announced = announcedOf(
    shared.schema,
    `'${payloadOf({ queue: name, dueAt: 0 })}'`,
    `where state = 'created'`,
  );
  return (rows) => `
    enqueued as (${before}(${rows})::json${after}),
    ${announced}`;
};

/** How pg-boss's own statement asks for the jobs. */
const rowsParameter = '$1::text::json';

/**
 * pg-boss's own INSERT, which reads the same array from its one parameter. A job that is taken is
 * stored as one that was fetched in the same moment.
 */
export const insertOf = async ({ boss, schema }: Shared, name: JobName): Promise<string> => {
  let insert = '';
  const reading = {
    executeSql: async (text: string) => {
      insert = text;
      return { rows: [] };
    },
  };
  await boss.insert(name, [], { db: reading, returnId: true });
  if (insert.split('$').length !== 2) throw unknownForm();
  return changes(schema).reduce((text, [from, to]) => {
    const [before, after] = replaceable(text, from);
    return `${before}${to}${after}`;
  }, insert);
};

const changes = (schema: string): readonly (readonly [from: string | RegExp, to: string])[] => [
  [/,\s+trace_context\s+\)/u, ', trace_context, state, started_on, heartbeat_on)'],
  [
    /"__traceContext" as trace_context/u,
    `"__traceContext" as trace_context,
      (case when "isTaken" then 'active' else 'created' end)::${schema}.job_state as state,
      case when "isTaken" then ${schema}.job_now() end as started_on,
      case when "isTaken" then clock_timestamp() end as heartbeat_on`,
  ],
  ['"__traceContext" jsonb', '"__traceContext" jsonb, "isTaken" boolean'],
  ['RETURNING id', 'RETURNING id, state'],
];

/** What stands around something that is there once. */
const replaceable = (text: string, part: string | RegExp): readonly [string, string] => {
  const [before, after, ...more] = text.split(part);
  if (before === undefined || after === undefined || more.length > 0) throw unknownForm();
  return [before, after];
};

const unknownForm = (): Error =>
  new Error('pg-boss inserts jobs in a way that this version does not know');
