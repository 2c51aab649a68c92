import { migrateDatabase } from '@aisha/adapters/mikro-orm';
import { runSql, selectTexts, withDatabase } from './admin.ts';
import { ALL_TEST_DATABASES, isAbandoned, newRunPrefix } from './names.ts';

/** What a test needs to know to clone a migrated database. Crosses to the workers as JSON. */
export interface TestServer {
  /** Of a database from which others can be created and dropped. */
  readonly adminUrl: string;
  readonly runPrefix: string;
  /** A migrated, empty database that nobody is connected to. */
  readonly template: string;
}

const listDatabases = (adminUrl: string, like: string): Promise<string[]> =>
  selectTexts(adminUrl, 'SELECT datname FROM pg_database WHERE datname LIKE $1', [like]);

const dropAll = (adminUrl: string, names: string[]): Promise<void> =>
  runSql(adminUrl, ...names.map((name) => `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));

/** Migrates one database for the whole run, and clears away what killed runs left. */
export const prepareServer = async (adminUrl: string): Promise<TestServer> => {
  const existing = await listDatabases(adminUrl, ALL_TEST_DATABASES);
  await dropAll(
    adminUrl,
    existing.filter((name) => isAbandoned(name)),
  );
  const runPrefix = newRunPrefix();
  const template = `${runPrefix}_template`;
  await runSql(adminUrl, `CREATE DATABASE "${template}"`);
  await migrateDatabase(withDatabase(adminUrl, template));
  return { adminUrl, runPrefix, template };
};

/** Drops every database of the run, those that tests forgot included. */
export const clearServer = async ({ adminUrl, runPrefix }: TestServer): Promise<void> =>
  dropAll(adminUrl, await listDatabases(adminUrl, `${runPrefix}%`));
