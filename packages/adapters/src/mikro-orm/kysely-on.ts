import { Kysely, PostgresDialect } from 'kysely';
import type { PoolClient } from 'pg';

const known = new WeakMap<PoolClient, Kysely<unknown>>();

/** Kysely on one connection, which stays with whoever checked it out. */
export const kyselyOn = (client: PoolClient): Kysely<unknown> => {
  const before = known.get(client);
  if (before) return before;
  const lent = {
    // Looked up at each call: who watches a client's statements sees these too.
    query: (text: string, values?: unknown[]) => client.query(text, values),
    release: () => undefined,
  };
  const pool = { connect: async () => lent, end: async () => undefined };
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: pool as never }) });
  known.set(client, kysely);
  return kysely;
};
