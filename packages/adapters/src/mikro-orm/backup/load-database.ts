import type { PoolClient } from 'pg';
import { connected } from '../connected.ts';
import { migrateDatabase } from '../migrate-database.ts';
import { digestTable, type DatabaseDump, type TableDump } from './dump-database.ts';
import { copiedTables, isJobs, plainSession, type CopiedTable } from './tables.ts';

/** Why a dump cannot be loaded. The message is a sentence for an operator. */
export class LoadRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LoadRefused';
  }
}

export type LoadOptions = {
  readonly url: string;
  readonly dump: DatabaseDump;
  /** The lines of one table, as they were kept. */
  readonly linesOf: (table: string) => AsyncIterable<string>;
  /** Makes what the queue keeps in the database, where it is missing. */
  readonly installJobs: () => Promise<void>;
};

export type Loaded = {
  readonly rows: number;
  /** Jobs that were left behind, since the queue keeps them in another form by now. */
  readonly jobsLeft: number;
};

/**
 * Loads a dump into an empty database, all or nothing, and reads every table back: what is there has the
 * hashes of what was dumped. A dump of an older version of the program is migrated then.
 */
export const loadDatabase = async ({
  url,
  dump,
  linesOf,
  installJobs,
}: LoadOptions): Promise<Loaded> => {
  await refuseUnlessLoadable(url, dump);
  await migrateDatabase(url, { to: dump.migrations.at(-1) ?? '' });
  await installJobs();
  const loaded = await connected(url, (client) => load(client, dump.tables, linesOf));
  await migrateDatabase(url);
  return loaded;
};

/** Throws `LoadRefused` where a newer version made the dump, or the database has rows. Changes nothing. */
export const refuseUnlessLoadable = async (
  url: string,
  { migrations: done }: DatabaseDump,
): Promise<void> => {
  const { migrations } = await import('../migrations/index.ts');
  const known = migrations.map(({ name }) => name);
  const unknown = done.filter((name) => !known.includes(name));
  if (unknown.length > 0 || done.length === 0) {
    throw new LoadRefused(
      `The backup was made by a newer version (${unknown.join(', ') || 'no migrations'}): restore it with that one.`,
    );
  }
  await connected(url, async (client) => {
    for (const { name } of await copiedTables(client)) {
      const { rows } = await client.query(`select 1 from ${name} limit 1`);
      if (rows.length > 0) {
        throw new LoadRefused(
          'The database is not empty: it has somebody’s data already. Restore into a new one.',
        );
      }
    }
  });
};

const load = async (
  client: PoolClient,
  dumped: readonly TableDump[],
  linesOf: LoadOptions['linesOf'],
): Promise<Loaded> => {
  const there = new Map((await copiedTables(client)).map((table) => [table.name, table]));
  const loadable = dumped.filter((dump) => isLoadable(dump, there.get(dump.name)));
  const tables = loadable.map(({ name }) => there.get(name) as CopiedTable);
  await client.query('begin');
  await client.query(plainSession);
  // What they would do was done before it was dumped. Keys are checked at the end, in any case.
  for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`);
  for (const table of tables) await fill(client, table, linesOf(table.name));
  await client.query('set constraints all immediate');
  for (const { name } of tables) await client.query(`alter table ${name} enable trigger user`);
  // Before it is committed: what does not read back as it was was never there.
  for (const table of tables) {
    const { sha256 } = await digestTable(client, table);
    if (sha256 === loadable.find(({ name }) => name === table.name)?.sha256) continue;
    throw new LoadRefused(`${table.name} does not read back as it was dumped: nothing was loaded.`);
  }
  await client.query('commit');
  return {
    rows: loadable.reduce((sum, { rows }) => sum + rows, 0),
    jobsLeft: dumped.find((dump) => isJobs(dump) && !loadable.includes(dump))?.rows ?? 0,
  };
};

/** Our own tables are what the migrations made; those of the queue may be of another version of it. */
const isLoadable = (dump: TableDump, table: CopiedTable | undefined): boolean => {
  const isSame = table?.columns.join() === dump.columns.join();
  if (!isSame && !isJobs(dump)) throw new LoadRefused(`${dump.name} is of another form here.`);
  return isSame;
};

const bytesAtOnce = 1_000_000;

const fill = async (
  client: PoolClient,
  { name, columns }: CopiedTable,
  lines: AsyncIterable<string>,
): Promise<void> => {
  const names = columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
  const insert = `insert into ${name} (${names}) overriding system value
    select ${names} from json_populate_recordset(null::${name}, $1::json)`;
  let waiting: string[] = [];
  let bytes = 0;
  const send = async (): Promise<void> => {
    if (waiting.length > 0) await client.query(insert, [`[${waiting.join(',')}]`]);
    waiting = [];
    bytes = 0;
  };
  for await (const line of lines) {
    waiting.push(line);
    bytes += line.length;
    if (bytes >= bytesAtOnce) await send();
  }
  await send();
};
