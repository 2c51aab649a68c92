import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Client } from 'pg';
import { testServerUrl } from '../../../../test/support/database.ts';
import { createOrm, migrateDatabase } from './index.ts';
import { migrationOrm } from './migrate.ts';
import { migrations } from './migrations/index.ts';

const onServer = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

let name: string;
let url: string;

beforeEach(async () => {
  name = `aisha_migrate_${randomBytes(6).toString('hex')}`;
  await onServer(testServerUrl(), `create database ${name}`);
  const address = new URL(testServerUrl());
  address.pathname = `/${name}`;
  url = address.href;
});

afterEach(() => onServer(testServerUrl(), `drop database ${name} with (force)`));

const names = migrations.map((migration) => migration.name);
const executed = async (): Promise<unknown[]> =>
  (await onServer(url, 'select name from mikro_orm_migrations order by id')).map(
    (row) => row['name'],
  );
const tables = () =>
  onServer(url, `select tablename from pg_tables where schemaname = 'public' order by tablename`);
const functions = () =>
  onServer(url, `select proname from pg_proc where pronamespace = 'public'::regnamespace`);

describe('migrating a database', () => {
  it('leaves the tables that the entities describe', async () => {
    await migrateDatabase(url);
    const orm = await createOrm({ url });
    const differences = await orm.schema.getUpdateSchemaSQL({ wrap: false });
    await orm.close();
    const lines = differences.split('\n').filter((line) => line !== '');
    // Checks are said in the migrations alone, and the migrator's own table is nobody's entity.
    const said = / drop constraint ".*_check";$|^drop table .*"mikro_orm_migrations"/;
    expect(lines.filter((line) => !said.test(line))).toEqual([]);
    expect(lines.filter((line) => said.test(line)).length).toBeGreaterThan(20);
  });

  it('does nothing the second time', async () => {
    await migrateDatabase(url);
    await migrateDatabase(url);
    expect(await executed()).toEqual(names);
  });

  it('happens once when five replicas start together', async () => {
    await Promise.all([1, 2, 3, 4, 5].map(() => migrateDatabase(url)));
    expect(await executed()).toEqual(names);
  });

  it('happens once when five replicas of a new version start on a database of the one before', async () => {
    await migrateDatabase(url);
    const orm = migrationOrm(url);
    await orm.migrator.down();
    await orm.close();
    expect(await executed()).toEqual(names.slice(0, -1));
    await Promise.all([1, 2, 3, 4, 5].map(() => migrateDatabase(url)));
    expect(await executed()).toEqual(names);
  });

  it('can be taken back, step by step, and done again', async () => {
    await migrateDatabase(url);
    const orm = migrationOrm(url);
    for (const _ of names) await orm.migrator.down();
    await orm.close();
    expect(await tables()).toEqual([{ tablename: 'mikro_orm_migrations' }]);
    expect(await functions()).toEqual([]);
    await migrateDatabase(url);
    expect(await executed()).toEqual(names);
  });

  it('stores nothing of a set that fails in the middle', async () => {
    await onServer(url, 'create table trainings (id integer)');
    await expect(migrateDatabase(url)).rejects.toThrow('already exists');
    expect(await executed()).toEqual([]);
    expect(await tables()).toEqual([
      { tablename: 'mikro_orm_migrations' },
      { tablename: 'trainings' },
    ]);
  });

  it('says in one sentence which database cannot be used, and not its password', async () => {
    const dead = 'postgresql://somebody:hidden@127.0.0.1:1/nothing';
    const missing = new URL(testServerUrl());
    missing.pathname = '/not_there';
    const locked = new URL(testServerUrl());
    locked.password = 'wrong';
    const problems = [
      [dead, /^The database at 127\.0\.0\.1:1\/nothing cannot be reached \(ECONNREFUSED\)/u],
      [missing.href, /\/not_there has no database of that name \(3D000\)/u],
      [locked.href, /does not accept the user or the password \(28P01\)/u],
    ] as const;
    for (const [address, sentence] of problems) {
      const error: unknown = await migrateDatabase(address).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'database.unavailable' });
      expect((error as Error).message).toMatch(sentence);
      expect((error as Error).message).not.toMatch(/hidden|wrong|somebody/u);
    }
  });

  it('names every migration in the order it was written', () => {
    expect(names).toEqual(names.toSorted());
    expect(new Set(names).size).toBe(names.length);
  });
});
