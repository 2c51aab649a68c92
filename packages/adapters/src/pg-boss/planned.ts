import type { Db, PgBoss } from 'pg-boss';

/** Queues times the sizes of a catch; what else would come is left alone after these. */
const mostNames = 400;

/**
 * Runs pg-boss's statements under names, so that the server plans each once a connection and not at
 * every job.
 */
export const plannedOn = (boss: PgBoss): Db => {
  const names = new Map<string, string>();
  let last = 0;
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= mostNames) return known;
    last += 1;
    const name = `aisha-jobs-${last}`;
    names.set(text, name);
    return name;
  };
  return {
    executeSql: async (text, values = []) => {
      const name = nameOf(text);
      if (name === undefined) return boss.getDb().executeSql(text, values);
      try {
        // Handed through to `pg`, which takes a statement with its name as well; pg-boss's types do not say so.
        return await boss.getDb().executeSql({ name, text, values } as never);
      } catch (error) {
        if (!isStale(error)) throw error;
        // The schema is newer now: under another name it is planned anew, on every connection.
        names.delete(text);
        return boss.getDb().executeSql(text, values);
      }
    },
  };
};

/** The server does not answer with other columns than it told of when the statement was planned. */
const isStale = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '0A000';
