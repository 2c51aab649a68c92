import { Pool } from 'pg';

/** Where in a database a text stands, in whatever column of whatever table. */
export const placesOf = async (url: string, texts: readonly string[]): Promise<string[]> => {
  const sql = new Pool({ connectionString: url, max: 1 });
  try {
    const { rows: columns } = await sql.query<{ table: string; column: string }>(`
      select format('%I.%I', table_schema, table_name) as table, format('%I', column_name) as column
      from information_schema.columns join information_schema.tables
        using (table_schema, table_name)
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
        and data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'uuid', 'bigint')`);
    const found: string[] = [];
    for (const { table, column } of columns) {
      const { rows } = await sql.query<{ found: boolean }>(
        `select exists (select from ${table} where exists (
           select from unnest($1::text[]) as looked (text)
           where strpos(${column}::text, looked.text) > 0)) as found`,
        [texts],
      );
      if (rows[0]?.found) found.push(`${table}.${column}`);
    }
    return found;
  } finally {
    await sql.end();
  }
};
