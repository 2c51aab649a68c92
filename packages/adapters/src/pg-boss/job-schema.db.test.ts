import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { selectTexts } from '../../../../test/support/postgres/admin.ts';
import { installJobSchema } from './index.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('the tables of the queue', () => {
  it('are of the version that was decided on, which those that run already know', async () => {
    // The library brings them to what it expects when it starts, whatever an older one beside it expects.
    // Where an upgrade of it fails here: see that the old version goes on with what the new one changes,
    // or say in the docs that everything has to be stopped first. Then write the new number.
    await installJobSchema(database.url);
    expect(await selectTexts(database.url, 'select version from pgboss.version', [])).toEqual([
      '46',
    ]);
  });
});
