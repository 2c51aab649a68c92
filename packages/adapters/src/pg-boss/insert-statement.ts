import type { JobName } from '@aisha/core';
import type { PgBoss } from 'pg-boss';
import { announcedOf, payloadOf } from './wakeups.ts';

/**
 * Writes SQL that enqueues jobs of one queue and announces them, as parts of a WITH clause: the
 * last of them is called `announced`, and must be selected from. `rows` is an SQL expression: the
 * jobs as the text of a JSON array of `{ "data": …, "singletonKey": … }`, NULL for none.
 */
export type InsertJobs = (rows: string) => string;

/** How pg-boss's own statement asks for the jobs. */
const parameter = '$1::text::json';

/**
 * pg-boss's own INSERT, made to read its jobs from another part of the same statement instead of a
 * parameter, so that what they are about and the jobs take one round trip to the database.
 */
export const insertStatementOf = async (
  { boss, schema }: { boss: PgBoss; schema: string },
  name: JobName,
): Promise<InsertJobs> => {
  let insert = '';
  const reading = {
    executeSql: async (text: string) => {
      insert = text;
      return { rows: [] };
    },
  };
  await boss.insert(name, [], { db: reading, returnId: true });
  const [before, after, ...more] = insert.split(parameter);
  if (before === undefined || after === undefined || more.length > 0 || after.includes('$')) {
    throw new Error('pg-boss inserts jobs in a way that this version does not know');
  }
  return (rows) => `
    enqueued as (${before}(${rows})::json${after}),
    ${announcedOf(schema, `'${payloadOf({ queue: name, dueAt: 0 })}'`)}`;
};
