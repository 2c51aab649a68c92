import { freshId } from '@aisha/core/testing';
import { describe, expect, it } from 'vitest';
import { createTestDatabase, testServerUrl } from '../../../../test/support/database.ts';
import { selectTexts } from '../../../../test/support/postgres/admin.ts';
import { createOrm, type MikroORM } from './orm.ts';
import { mikroOrmUnitOfWork } from './unit-of-work.ts';

const asPlainSql = (orm: MikroORM): Promise<unknown> => orm.em.fork().execute('select 1');
const inUnitsOfWork = (orm: MikroORM): Promise<unknown> =>
  mikroOrmUnitOfWork({ orm, enqueue: async () => undefined }).run(({ users }) =>
    users.find(freshId()),
  );
const notAtAll = async (): Promise<void> => undefined;

describe('an ORM that is closed', () => {
  it.each([
    ['in units of work', inUnitsOfWork],
    ['as plain SQL', asPlainSql],
    ['in no way', notAtAll],
  ])('keeps no connection where it was used %s', async (_how, use) => {
    const { url, drop } = await createTestDatabase();
    const orm = await createOrm({ url });
    await use(orm);

    await orm.close();

    await expect.poll(() => connectionsTo(url)).toEqual([]);
    await orm.close();
    await drop();
  });
});

const connectionsTo = (url: string): Promise<string[]> =>
  selectTexts(testServerUrl(), 'select pid from pg_stat_activity where datname = $1', [
    new URL(url).pathname.slice(1),
  ]);
