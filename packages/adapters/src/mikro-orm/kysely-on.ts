import { Kysely, PostgresDialect } from 'kysely';
import type { PoolClient } from 'pg';
import type { Tables } from './entities/index.ts';

const known = new WeakMap<PoolClient, Kysely<Tables>>();

/** Kysely on one connection, which stays with whoever checked it out. */
export const kyselyOn = (client: PoolClient): Kysely<Tables> => {
  const before = known.get(client);
  if (before) return before;
  const lent = {
    // Looked up at each call: who watches a client's statements sees these too.
    query: (text: string, values?: unknown[]) => client.query(text, values),
    release: () => undefined,
  };
  const pool = { connect: async () => lent, end: async () => undefined };
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as never }) });
  known.set(client, kysely);
  return kysely;
};
