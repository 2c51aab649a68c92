import type { Db } from 'pg-boss';

/**
 * Tells all workers, at the commit, that a queue has work or will have some soon. One NOTIFY for
 * each job that is added, none for the steps of its life.
 */
export type Wakeup = {
  readonly queue: string;
  /** Milliseconds since 1970; 0 for at once. */
  readonly dueAt: number;
};

export const channelOf = (schema: string): string => `aisha_jobs_${schema}`;

export const payloadOf = ({ queue, dueAt }: Wakeup): string => `${queue} ${dueAt}`;

/**
 * The part of a WITH clause that announces the jobs of the part called `enqueued`, or those of them
 * that fit. `payload` is an SQL expression.
 */
export const announcedOf = (schema: string, payload: string, where = ''): string =>
  `announced as (select pg_notify('${channelOf(schema)}', ${payload}) from enqueued ${where} limit 1)`;

export const announce = async (db: Db, schema: string, wakeup: Wakeup): Promise<void> => {
  await db.executeSql('select pg_notify($1, $2)', [channelOf(schema), payloadOf(wakeup)]);
};

export const parseWakeup = (payload: string): Wakeup | undefined => {
  const [queue, dueAt] = payload.split(' ');
  return queue && dueAt && Number.isSafeInteger(Number(dueAt))
    ? { queue, dueAt: Number(dueAt) }
    : undefined;
};
