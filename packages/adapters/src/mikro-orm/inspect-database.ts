import type { PoolClient } from 'pg';
import { z } from 'zod';
import { connected } from './connected.ts';

export type AppliedMigration = { readonly name: string; readonly at: Date };

export type MigrationStatus = {
  readonly applied: readonly AppliedMigration[];
  /** What this version of the program would do, in order. */
  readonly pending: readonly string[];
  /** What a newer version of the program has done. */
  readonly unknown: readonly string[];
};

export type DatabaseFacts = MigrationStatus & {
  /** As in `18.4`. */
  readonly version: string;
  /** How far this machine's clock is ahead of the database's, in milliseconds. */
  readonly skewMs: number;
  readonly connections: number;
  readonly maxConnections: number;
  readonly bytes: number;
  readonly user: string;
  /** Whether that user may change the schema, as migrations must. */
  readonly mayMigrate: boolean;
};

/** What the migrations of a database are, changing nothing. */
export const migrationStatus = (url: string): Promise<MigrationStatus> => connected(url, statusOf);

/** What an operator wants to know of a database, changing nothing. A reader's rights are enough. */
export const inspectDatabase = (url: string): Promise<DatabaseFacts> =>
  connected(url, async (client) => ({ ...(await factsOf(client)), ...(await statusOf(client)) }));

const appliedRows = z.array(z.object({ name: z.string(), at: z.coerce.date() }));

const statusOf = async (client: PoolClient): Promise<MigrationStatus> => {
  const { rows: tables } = await client.query<{ there: boolean }>(
    `select to_regclass('mikro_orm_migrations') is not null as there`,
  );
  const { rows } = tables[0]?.there
    ? await client.query(
        `select name, executed_at as at from mikro_orm_migrations order by executed_at, name`,
      )
    : { rows: [] };
  const applied = appliedRows.parse(rows);
  const done = new Set(applied.map(({ name }) => name));
  // Loaded only where it is used: the migrations bring all of MikroORM along.
  const { migrations } = await import('./migrations/index.ts');
  const known = migrations.map(({ name }) => name);
  return {
    applied,
    pending: known.filter((name) => !done.has(name)),
    unknown: [...done].filter((name) => !known.includes(name)),
  };
};

const factsRow = z.object({
  version: z.string(),
  ms: z.coerce.number(),
  connections: z.coerce.number(),
  maxConnections: z.coerce.number(),
  bytes: z.coerce.number(),
  user: z.string(),
  mayMigrate: z.boolean(),
});

const factsOf = async (client: PoolClient): Promise<Omit<DatabaseFacts, keyof MigrationStatus>> => {
  const askedAt = Date.now();
  const { rows } = await client.query(`
    select current_setting('server_version') as version,
      extract(epoch from clock_timestamp()) * 1000 as ms,
      (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
      current_setting('max_connections')::int
        - current_setting('superuser_reserved_connections')::int as "maxConnections",
      pg_database_size(current_database()) as bytes,
      current_user as user,
      has_schema_privilege(current_schema(), 'create') as "mayMigrate"`);
  const answeredAt = Date.now();
  const { ms, ...facts } = factsRow.parse(rows[0]);
  return {
    ...facts,
    version: facts.version.split(' ')[0] ?? facts.version,
    skewMs: Math.round((askedAt + answeredAt) / 2 - ms),
  };
};
