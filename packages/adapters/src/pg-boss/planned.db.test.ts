import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '@aisha/core/testing';
import type { PgBoss } from 'pg-boss';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { createBoss } from './boss.ts';
import { plannedOn } from './planned.ts';

let database: TestDatabase;
let boss: PgBoss;

beforeEach(async () => {
  database = await createTestDatabase();
  // One connection, so that every statement meets what was planned before.
  boss = createBoss({ url: database.url, schema: 'pgboss', logger: silentLogger, poolSize: 1 });
  await boss.start();
  await boss.getDb().executeSql('create table things (id integer)');
  await boss.getDb().executeSql('insert into things values (7)');
});

afterEach(async () => {
  await boss.stop({ graceful: false, close: true });
  await database.drop();
});

const ask = 'select * from things where id = $1';

describe('a statement of the job queue', () => {
  it('is planned once a connection', async () => {
    const planned = plannedOn(boss);
    for (let time = 0; time < 3; time += 1) {
      expect((await planned.executeSql(ask, [7])).rows).toEqual([{ id: 7 }]);
    }
    const { rows } = await boss.getDb().executeSql(
      `select (generic_plans + custom_plans)::integer as plans from pg_prepared_statements
         where statement = $1`,
      [ask],
    );
    expect(rows).toEqual([{ plans: 3 }]);
  });

  it('is planned anew where a newer schema answers with other columns', async () => {
    const planned = plannedOn(boss);
    await planned.executeSql(ask, [7]);
    await boss.getDb().executeSql('alter table things add column name text');
    for (let time = 0; time < 2; time += 1) {
      expect((await planned.executeSql(ask, [7])).rows).toEqual([{ id: 7, name: null }]);
    }
  });

  it('fails as it would have otherwise', async () => {
    await expect(plannedOn(boss).executeSql('select 1 / $1::integer', [0])).rejects.toMatchObject({
      code: '22012',
    });
  });
});
