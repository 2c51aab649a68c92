import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { connected } from '../connected.ts';
import { copiedTables, plainSession, type CopiedTable } from './tables.ts';

export type TableDump = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Of its lines, each with its end. */
  readonly sha256: string;
};

export type DatabaseDump = {
  /** Names of those that were done, in order. */
  readonly migrations: readonly string[];
  readonly tables: readonly TableDump[];
};

export type DumpOptions = {
  readonly url: string;
  /** Takes the rows of one table, a line of JSON each, before it is asked to take the next table's. */
  readonly keep: (table: string, lines: AsyncIterable<string>) => Promise<void>;
};

const rowsAtOnce = 1_000;

/**
 * Reads everything as it is at one moment, while others go on writing. Needs no more than a reader's
 * rights, and few rows in memory.
 */
export const dumpDatabase = ({ url, keep }: DumpOptions): Promise<DatabaseDump> =>
  connected(url, (client) =>
    atOneMoment(client, async () => {
      const { rows } = await client.query<{ name: string }>(
        'select name from public.mikro_orm_migrations order by executed_at, name',
      );
      const tables: TableDump[] = [];
      for (const table of await copiedTables(client)) {
        tables.push(await dumpTable(client, table, keep));
      }
      return { migrations: rows.map(({ name }) => name), tables };
    }),
  );

/** What a table's lines come to, without keeping them. */
export const digestTable = (client: PoolClient, table: CopiedTable): Promise<TableDump> =>
  dumpTable(client, table, async (_, lines) => {
    for await (const _line of lines);
  });

const atOneMoment = async <T>(client: PoolClient, work: () => Promise<T>): Promise<T> => {
  await client.query('begin isolation level repeatable read read only');
  await client.query(plainSession);
  const done = await work();
  await client.query('commit');
  return done;
};

const dumpTable = async (
  client: PoolClient,
  table: CopiedTable,
  keep: DumpOptions['keep'],
): Promise<TableDump> => {
  const hash = createHash('sha256');
  let rows = 0;
  const counted = async function* (): AsyncGenerator<string> {
    for await (const line of linesOf(client, table)) {
      hash.update(line);
      rows += 1;
      yield line;
    }
  };
  await keep(table.name, counted());
  const { name, columns } = table;
  return { name, columns, rows, sha256: hash.digest('hex') };
};

/** PostgreSQL writes the JSON, and nothing here reads it: no number or time loses a digit on the way. */
async function* linesOf(
  client: PoolClient,
  { name, columns, order, where }: CopiedTable,
): AsyncGenerator<string> {
  const wanted = columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
  await client.query(
    `declare copied no scroll cursor for
     select row_to_json(row)::text as line
     from (select ${wanted} from ${name} where ${where}) row order by ${order}`,
  );
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${rowsAtOnce} from copied`);
    for (const { line } of rows) yield `${line}\n`;
    if (rows.length < rowsAtOnce) break;
  }
  await client.query('close copied');
}
