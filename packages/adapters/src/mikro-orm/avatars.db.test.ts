import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from 'pg';
import { createAisha, type AvatarId } from '@aisha/core';
import { anAvatar, aUser, inMemoryPorts } from '@aisha/core/testing';
import {
  createTestDatabase,
  testServerUrl,
  type TestDatabase,
} from '../../../../test/support/database.ts';
import { systemIds } from '../in-process/index.ts';
import { createOrm, migrateDatabase, mikroOrmUnitOfWork, type MikroORM } from './index.ts';
import { migrationOrm } from './migrate.ts';

const query = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

describe('the main avatar of a person', () => {
  let database: TestDatabase;
  let orm: MikroORM;
  const ids = systemIds();

  beforeAll(async () => {
    database = await createTestDatabase();
    orm = await createOrm({ url: database.url, poolSize: 12 });
  });
  afterAll(async () => {
    await orm.close();
    await database.drop();
  });

  it('is exactly one, whatever is made main, deleted and begun at the same time', async () => {
    const unitOfWork = mikroOrmUnitOfWork({ orm, enqueue: async () => undefined });
    const aisha = createAisha(inMemoryPorts({ unitOfWork, ids }));
    const user = aUser({ id: ids.next() });
    const { id: userId } = user;
    await unitOfWork.run(({ users }) => users.add(user));
    const begin = () =>
      aisha.createAvatar({
        id: ids.next<AvatarId>(),
        userId,
        kind: 'portrait',
        subject: 'person',
        name: 'Ada',
      });
    const all: AvatarId[] = [];
    for (let count = 0; count < 8; count += 1) {
      const begun = await begin();
      if (begun.ok) all.push(begun.value.id);
    }
    await Promise.all([
      ...all.map((id) => aisha.makeAvatarMain(id, userId)),
      ...all.slice(0, 4).map((id) => aisha.deleteAvatar(id, userId)),
      ...all.map((avatarId) => aisha.renameAvatar({ avatarId, userId, name: 'Grace' })),
      begin(),
      begin(),
    ]);
    const rows = await query(
      database.url,
      `select status, is_main, name from avatars where user_id = '${userId}'`,
    );
    const alive = rows.filter((row) => row['status'] !== 'deleted');
    expect(alive).toHaveLength(6);
    expect(alive.filter((row) => row['is_main'] === true)).toHaveLength(1);
    expect(rows.filter((row) => row['name'] === 'Grace').length).toBeGreaterThanOrEqual(4);
  });
});

describe('avatars of the version before', () => {
  it('have one main one a person afterwards: the oldest of several, or else the oldest', async () => {
    const name = `aisha_main_${randomBytes(6).toString('hex')}`;
    await query(testServerUrl(), `create database ${name}`);
    const address = new URL(testServerUrl());
    address.pathname = `/${name}`;
    const url = address.href;
    try {
      const before = migrationOrm(url);
      await before.migrator.up({ to: '0009-alarms' });
      await before.close();
      const [ann, bob] = [aUser(), aUser()];
      const of = ({ id: userId }: typeof ann) => anAvatar({ userId });
      const [first, second, third, gone, lone] = [of(ann), of(ann), of(ann), of(bob), of(bob)];
      for (const { id, address: at } of [ann, bob]) {
        await query(
          url,
          `insert into users values ('${id}', '${at}', 'A', 'en', '1', now(), null, now())`,
        );
      }
      const add = ({ id, userId }: typeof first, status: string, isMain: boolean) =>
        query(
          url,
          `insert into avatars values ('${id}', '${userId}', 'A', 'portrait',
            'man', '${status}', null, ${isMain}, now(), now())`,
        );
      await add(first, 'draft', false);
      await add(second, 'draft', true);
      await add(third, 'draft', true);
      await add(gone, 'deleted', false);
      await add(lone, 'draft', false);
      await migrateDatabase(url);
      const main = await query(url, `select id from avatars where is_main order by id`);
      expect(new Set(main.map(({ id }) => id))).toEqual(new Set([second.id, lone.id]));
    } finally {
      await query(testServerUrl(), `drop database ${name} with (force)`);
    }
  });
});
