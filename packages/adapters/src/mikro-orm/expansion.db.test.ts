import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testServerUrl } from '../../../../test/support/database.ts';
import { runSql, withDatabase } from '../../../../test/support/postgres/admin.ts';
import { contractions, shapeOf } from './expansion.fixture.ts';
import { migrateDatabase } from './index.ts';
import { migrationOrm } from './migrate.ts';
import { migrations } from './migrations/index.ts';

/** The last migration of the version that may still be running while a newer one is rolled out. */
const released = '0021-providers';

const base = `aisha_released_${randomBytes(6).toString('hex')}`;
let name: string;
let url: string;

beforeAll(async () => {
  await runSql(testServerUrl(), `create database ${base}`);
  await migrateDatabase(withDatabase(testServerUrl(), base), { to: released });
});

beforeEach(async () => {
  name = `aisha_expand_${randomBytes(6).toString('hex')}`;
  const copied = `create database ${name} template ${base} strategy file_copy`;
  await runSql(testServerUrl(), copied);
  url = withDatabase(testServerUrl(), name);
});

afterEach(() => runSql(testServerUrl(), `drop database ${name} with (force)`));
afterAll(() => runSql(testServerUrl(), `drop database ${base} with (force)`));

const names = migrations.map((migration) => migration.name);

describe('the database while two versions work on it', () => {
  it('only grows, migration by migration: what the released version reads and writes stays', async () => {
    const later = names.slice(names.indexOf(released) + 1);
    expect(later.length).toBeGreaterThan(0);
    const found: Record<string, string[]> = {};
    const orm = migrationOrm(url);
    let before = await shapeOf(url);
    for (const to of later) {
      await orm.migrator.up({ to });
      const after = await shapeOf(url);
      const broken = contractions(before, after);
      if (broken.length > 0) found[to] = broken;
      before = after;
    }
    await orm.close();
    expect(found).toEqual({});
  });

  it.each([
    ['alter table users drop column first_name', 'drops users.first_name'],
    ['alter table users rename column first_name to name', 'drops users.first_name'],
    ['drop table live_messages', 'drops live_messages'],
    ['alter table users add column age integer not null', 'requires the new users.age'],
    ['alter table channel_updates alter column address set not null', 'requires channel_updates.'],
    [
      'alter table channel_updates alter column lane type varchar(20)',
      'makes channel_updates.lane',
    ],
    ['create unique index one_name on users (first_name)', 'binds users: one_name'],
    ["alter table users add constraint tidy check (first_name <> '')", 'binds users: tidy'],
    ['alter table users drop constraint users_address_unique', 'loses users: users_address_unique'],
    ['drop trigger trainings_own_hold on trainings', 'loses trainings: trainings_own_hold'],
    [
      'create trigger noted before insert on users for each row execute function suppress_redundant_updates_trigger()',
      'triggers users: noted',
    ],
    [
      `create or replace function refuse_shared_hold() returns trigger language plpgsql as
       'begin return new; end'`,
      'changes refuse_shared_hold()',
    ],
  ])('is told apart where a migration says “%s”', async (statement, problem) => {
    const before = await shapeOf(url);
    await runSql(url, statement);
    const broken = contractions(before, await shapeOf(url));
    expect(broken.some((one) => one.startsWith(problem))).toBe(true);
  });

  it.each([
    'alter table users add column age integer null',
    'alter table users add column age integer not null default 0 check (age >= 0)',
    'create table pets (id uuid primary key, name text not null unique)',
    'create index users_by_name on users (first_name)',
    'alter table users drop constraint users_locale_check',
    `create unique index users_by_address on users (address);
     alter table users drop constraint users_address_unique`,
    'create function nothing() returns integer language sql return 0',
  ])('has only grown where a migration says “%s”', async (statement) => {
    const before = await shapeOf(url);
    await runSql(url, statement);
    expect(contractions(before, await shapeOf(url))).toEqual([]);
  });
});
