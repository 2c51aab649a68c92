import { describe, expect, it } from 'vitest';
import { createTestDatabase, testServerUrl } from './database.ts';
import { runSql, selectTexts } from './postgres/admin.ts';

const names = (url: string): Promise<string[]> =>
  selectTexts(url, 'SELECT datname FROM pg_database WHERE datname = $1', [
    new URL(url).pathname.slice(1),
  ]);

describe('a test database', () => {
  it('is a copy of its own', async () => {
    const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await runSql(first.url, 'CREATE TABLE mine (id int)');
    await expect(runSql(second.url, 'SELECT * FROM mine')).rejects.toThrow('does not exist');
    await Promise.all([first.drop(), second.drop()]);
  });

  it('holds the tables of every migration', async () => {
    const { url, drop } = await createTestDatabase();
    const tables = await selectTexts(
      url,
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
      [],
    );
    expect(tables.length).toBeGreaterThan(5);
    await drop();
  });

  it('is gone once it is dropped, and dropping it again is fine', async () => {
    const { url, drop } = await createTestDatabase();
    expect(await names(url)).toHaveLength(1);
    await drop();
    await drop();
    const gone = await selectTexts(
      testServerUrl(),
      'SELECT datname FROM pg_database WHERE datname = $1',
      [new URL(url).pathname.slice(1)],
    );
    expect(gone).toEqual([]);
  });
});
