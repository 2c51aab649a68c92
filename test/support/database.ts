import { inject } from 'vitest';
import './global-setup.ts';
import { runSql, withDatabase } from './postgres/admin.ts';
import { newDatabaseName } from './postgres/names.ts';

export interface TestDatabase {
  /** Of a superuser or owner: migrated, empty and nobody else's. */
  readonly url: string;
  /** Cuts off whoever is still connected. What is not dropped goes at the end of the run. */
  readonly drop: () => Promise<void>;
}

/** A fresh copy of the migrated database, for one test or one file. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const { adminUrl, runPrefix, template } = inject('testServer');
  const name = newDatabaseName(runPrefix);
  // Copying files takes a third of the time of logging pages, where nothing is synced to disk.
  await runSql(adminUrl, `CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY FILE_COPY`);
  return {
    url: withDatabase(adminUrl, name),
    drop: () => runSql(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  };
};

/** The server itself, for tests that need a database of another shape or a right of its own. */
export const testServerUrl = (): string => inject('testServer').adminUrl;
