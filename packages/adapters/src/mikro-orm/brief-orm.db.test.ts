import { aUser } from '@aisha/core/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { briefOrm } from './brief-orm.ts';
import { createOrm, type MikroORM } from './orm.ts';
import { mikroOrmUnitOfWork } from './unit-of-work.ts';

let database: TestDatabase;
let whole: MikroORM;
let brief: MikroORM;

beforeAll(async () => {
  database = await createTestDatabase();
  whole = await createOrm({ url: database.url, poolSize: 1 });
  brief = briefOrm({ url: database.url });
});

afterAll(async () => {
  await whole?.close();
  await brief?.close();
  await database?.drop();
});

const everyKind = sql`
  select 1::int as number, 9007199254740993::bigint as large, 1.5::numeric as exact, true as yes,
    '2026-11-23'::date as day, '2026-11-23 12:00:00.123456+00'::timestamptz as moment,
    '2026-11-23 12:00:00'::timestamp as local, '1 day 02:03:04'::interval as span,
    array['2026-11-23'::date, null] as days, array['2026-11-23 12:00+00'::timestamptz] as moments,
    array['1 day'::interval] as spans, '{"a": [1]}'::jsonb as document, array['a,b', 'c'] as words,
    '\\x00ff'::bytea as bytes, null as nothing`;

describe('the brief ORM', () => {
  it('answers the rows that MikroORM answers, type by type', async () => {
    const ask = async (orm: MikroORM) => (await everyKind.execute(orm.em.fork().getKysely())).rows;
    expect(await ask(brief)).toEqual(await ask(whole));
  });

  it('commits what is done and undoes what failed, as MikroORM does', async () => {
    const unitOfWork = mikroOrmUnitOfWork({ orm: brief, enqueue: async () => undefined });
    const [kept, undone] = [aUser(), aUser()];
    await unitOfWork.run(({ users }) => users.add(kept));
    const failing = unitOfWork.run(async ({ users }) => {
      await users.add(undone);
      throw new Error('a defect');
    });
    await expect(failing).rejects.toThrow('a defect');
    const found = await unitOfWork.read(({ users }) =>
      Promise.all([kept, undone].map(({ id }) => users.find(id))),
    );
    expect(found).toEqual([expect.objectContaining({ id: kept.id }), undefined]);
  });

  it('lets go of the database when it is closed', async () => {
    const closing = briefOrm({ url: database.url });
    await sql`select 1`.execute(closing.em.fork().getKysely());
    await closing.close();
    await expect(sql`select 1`.execute(closing.em.fork().getKysely())).rejects.toThrow(
      /after calling end/u,
    );
  });
});
