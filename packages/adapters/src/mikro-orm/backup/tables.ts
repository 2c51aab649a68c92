import type { PoolClient } from 'pg';
import { z } from 'zod';

/** A table as it is copied: every column, in an order of rows that is the same everywhere. */
export type CopiedTable = {
  /** `schema.name`, as SQL names it. */
  readonly name: string;
  readonly columns: readonly string[];
  /** SQL: what the rows are ordered by. */
  readonly order: string;
  /** SQL: which rows are copied. */
  readonly where: string;
};

const rows = z.array(
  z.object({ name: z.string(), columns: z.array(z.string()), order: z.string().nullable() }),
);

/** Made by migrating, and so never copied. */
const made = 'public.mikro_orm_migrations';
/** Of the queue only its jobs: the rest is made when it is installed. */
const jobs = 'pgboss.job';
/** What is done is history, and tasks are planned anew by whoever starts. */
const unfinished = `state < 'completed' and name not like 'task.%'`;

/** Text is ordered byte by byte: another server may sort words in another way. */
export const copiedTables = async (client: PoolClient): Promise<CopiedTable[]> => {
  const { rows: found } = await client.query(
    `select format('%I.%I', n.nspname, c.relname) as name,
       array(
         select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         order by a.attnum
       ) as columns,
       (
         select string_agg(
           quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end,
           ', ' order by k.at
         )
         from pg_index i, unnest(i.indkey) with ordinality k (attnum, at), pg_attribute a
         where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum
       ) as order
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where (n.nspname = 'public' and c.relkind = 'r' and not c.relispartition)
       or format('%I.%I', n.nspname, c.relname) = $1
     order by format('%I.%I', n.nspname, c.relname) collate "C"`,
    [jobs],
  );
  return rows
    .parse(found)
    .filter(({ name }) => name !== made)
    .map(({ order, ...table }) => ({
      ...table,
      order: order ?? 'row::text collate "C"',
      where: table.name === jobs ? unfinished : 'true',
    }));
};

export const isJobs = ({ name }: Pick<CopiedTable, 'name'>): boolean => name === jobs;

/** However a session is configured, a row is written in one way. */
export const plainSession = `
  set local timezone = 'UTC';
  set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres';
  set local bytea_output = 'hex';
  set local extra_float_digits = 1`;
