import { Client } from 'pg';

const withClient = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Runs statements one by one, outside transactions, on a connection of its own. */
export const runSql = async (url: string, ...statements: string[]): Promise<void> => {
  await withClient(url, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
};

/** The first column of every row, as text. */
export const selectTexts = (url: string, query: string, values: unknown[]): Promise<string[]> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<unknown[]>({ text: query, values, rowMode: 'array' });
    return rows.map(([value]) => String(value));
  });

/** The same server, another database. */
export const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
};
