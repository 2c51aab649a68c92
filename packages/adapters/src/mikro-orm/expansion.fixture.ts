import { Client } from 'pg';

/** What an older version counts on: what there is, and what it may write. */
export type Shape = {
  readonly tables: ReadonlySet<string>;
  readonly columns: ReadonlyMap<string, Column>;
  /** What binds rows: keys, uniqueness, checks. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** What stands in each. */
  readonly functions: ReadonlyMap<string, string>;
  /** What happens by itself when rows are written. */
  readonly triggers: ReadonlyMap<string, Trigger>;
};

type Trigger = { readonly table: string; readonly says: string };

type Column = {
  readonly table: string;
  readonly type: string;
  readonly required: boolean;
  /** Whether it is filled in where nobody names it. */
  readonly filled: boolean;
};

type Rule = {
  readonly table: string;
  readonly columns: readonly string[];
  readonly says: string;
};

const columnsSql = `
  select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    a.attnotnull as required, (a.atthasdef or a.attidentity <> '') as filled
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and a.attnum > 0 and not a.attisdropped`;

const named = (numbers: string, table: string): string => `
  array(select attname::text from pg_attribute where attrelid = ${table} and attnum = any(${numbers}))`;

// Not null is asked of the column itself, and uniqueness of its index, whether or not it is a constraint.
const rulesSql = `
  select conrelid::regclass::text as "table", conname as name,
    ${named('conkey', 'conrelid')} as columns, pg_get_constraintdef(oid) as says
  from pg_constraint
  where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'x') and conrelid <> 0
  union all
  select indrelid::regclass::text, indexrelid::regclass::text,
    ${named('indkey', 'indrelid')}, pg_get_indexdef(indexrelid)
  from pg_index join pg_class on pg_class.oid = indexrelid
  where indisunique and relnamespace = 'public'::regnamespace`;

const functionsSql = `
  select oid::regprocedure::text as name, md5(prosrc) as body
  from pg_proc where pronamespace = 'public'::regnamespace`;

const triggersSql = `
  select tgrelid::regclass::text as "table", tgname as name, pg_get_triggerdef(pg_trigger.oid) as says
  from pg_trigger join pg_class on pg_class.oid = tgrelid
  where not tgisinternal and relnamespace = 'public'::regnamespace`;

/** The shape of a database as it is. */
export const shapeOf = async (url: string): Promise<Shape> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const columns = await client.query<Column & { name: string }>(columnsSql);
    const rules = await client.query<Rule & { name: string }>(rulesSql);
    const functions = await client.query<{ name: string; body: string }>(functionsSql);
    const triggers = await client.query<Trigger & { name: string }>(triggersSql);
    return {
      tables: new Set(columns.rows.map(({ table }) => table)),
      columns: new Map(columns.rows.map((row) => [`${row.table}.${row.name}`, row])),
      rules: new Map(rules.rows.map((row) => [`${row.table}: ${row.name}`, row])),
      functions: new Map(functions.rows.map(({ name, body }) => [name, body])),
      triggers: new Map(triggers.rows.map((row) => [`${row.table}: ${row.name}`, row])),
    };
  } finally {
    await client.end();
  }
};

/** What would stop the version before from working on this shape; empty where it only grew. */
export const contractions = (before: Shape, after: Shape): string[] => [
  ...[...before.tables].filter((name) => !after.tables.has(name)).map((name) => `drops ${name}`),
  ...[...before.functions].flatMap(([name, body]) => {
    if (!after.functions.has(name)) return [`drops ${name}`];
    return after.functions.get(name) === body ? [] : [`changes ${name}`];
  }),
  ...[...before.rules].flatMap(([name, rule]) => lossOf(name, rule, after)),
  ...[...before.triggers]
    .filter(([name, { table }]) => after.tables.has(table) && !after.triggers.has(name))
    .map(([name]) => `loses ${name}`),
  ...[...after.triggers]
    .filter(
      ([name, { table, says }]) =>
        before.tables.has(table) && before.triggers.get(name)?.says !== says,
    )
    .map(([name]) => `triggers ${name}`),
  ...[...before.columns].flatMap(([name, old]) => changesOf(name, old, after)),
  ...[...after.columns].flatMap(([name, column]) => demandOf(name, column, before)),
  ...[...after.rules].flatMap(([name, rule]) => bondOf(name, rule, before)),
];

const changesOf = (name: string, old: Column, { tables, columns }: Shape): string[] => {
  const now = columns.get(name);
  if (!now) return tables.has(old.table) ? [`drops ${name}`] : [];
  return [
    ...(now.type === old.type ? [] : [`makes ${name} ${now.type}`]),
    ...(now.required && !old.required ? [`requires ${name}`] : []),
    ...(old.filled && !now.filled && now.required ? [`fills in ${name} no longer`] : []),
  ];
};

/** A new column that nobody fills in for who does not know it. */
const demandOf = (name: string, { table, required, filled }: Column, before: Shape): string[] =>
  before.tables.has(table) && !before.columns.has(name) && required && !filled
    ? [`requires the new ${name}`]
    : [];

/** A rule over nothing but what the older version writes already. */
const bondOf = (name: string, { table, columns, says }: Rule, before: Shape): string[] => {
  const isOld = columns.every((column) => before.columns.has(`${table}.${column}`));
  const isNew = ![...before.rules.values()].some(
    (rule) => rule.table === table && unnamed(rule.says) === unnamed(says),
  );
  return isOld && isNew && before.tables.has(table) ? [`binds ${name}`] : [];
};

/** Uniqueness that is gone: who writes "on conflict" over these columns is refused, in whatever name it was kept. */
const lossOf = (name: string, { table, says }: Rule, { tables, rules }: Shape): string[] => {
  if (!says.startsWith('CREATE UNIQUE INDEX') || !tables.has(table)) return [];
  const kept = [...rules.values()].some((rule) => unnamed(rule.says) === unnamed(says));
  return kept ? [] : [`loses ${name}`];
};

const unnamed = (says: string): string => says.replace(/^CREATE UNIQUE INDEX \S+ ON/u, '');
