import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Pool } from 'pg';
import { createAisha, type Address } from '@aisha/core';
import { inMemoryPorts, silentLogger } from '@aisha/core/testing';
import { systemClock } from '@aisha/adapters/in-process';
import {
  createOrm,
  mikroOrmLedgerAudit,
  mikroOrmLiveMessages,
  mikroOrmTraces,
  mikroOrmUnitOfWork,
  mikroOrmUpdateInbox,
} from '@aisha/adapters/mikro-orm';
import { pgBossJobQueue } from '@aisha/adapters/pg-boss';
import { lanesOf } from '@aisha/adapters/telegraf';
import { createTestDatabase } from '../support/database.ts';
import { prompt, somebody } from './full-account.ts';

/** Aisha on a real database and queue; the provider, the channel and the files are in memory. */
const openWorld = async () => {
  const database = await createTestDatabase();
  const orm = await createOrm({ url: database.url, poolSize: 4 });
  const queue = pgBossJobQueue({ url: database.url, logger: silentLogger });
  await queue.open();
  const sql = new Pool({ connectionString: database.url, max: 2 });
  sql.on('error', () => undefined);
  const ports = inMemoryPorts({
    clock: systemClock,
    unitOfWork: mikroOrmUnitOfWork({
      orm,
      enqueue: (em, ...job) => queue.enqueueIn(em.getKysely(), ...job),
    }),
    ledgerAudit: mikroOrmLedgerAudit({ orm }),
    traces: mikroOrmTraces({ orm, lanesOf, forgetJobs: (id) => queue.forgetPerson(id) }),
  });
  return {
    ports,
    sql,
    aisha: createAisha(ports),
    inbox: mikroOrmUpdateInbox({ orm }),
    liveMessages: mikroOrmLiveMessages({ orm }),
    close: async () => {
      await sql.end();
      await queue.close();
      await orm.close();
      await database.drop();
    },
  };
};

type World = Awaited<ReturnType<typeof openWorld>>;

describe('forgetting a person on a real database', () => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  /** Every column of every table, of ours and of the queue, that can hold a text. */
  const columns = async (): Promise<{ table: string; column: string }[]> => {
    const { rows } = await world.sql.query<{ table: string; column: string }>(`
      select format('%I.%I', table_schema, table_name) as table, format('%I', column_name) as column
      from information_schema.columns join information_schema.tables
        using (table_schema, table_name)
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
        and (data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'uuid', 'bigint'))`);
    return rows;
  };

  const placesOf = async (text: string): Promise<string[]> => {
    const found: string[] = [];
    for (const { table, column } of await columns()) {
      const { rows } = await world.sql.query<{ found: boolean }>(
        `select exists (select from ${table} where ${column}::text like '%' || $1 || '%') as found`,
        [text],
      );
      if (rows[0]?.found) found.push(`${table}.${column}`);
    }
    return found;
  };

  it('leaves nothing of them in any column of any table, nor in any blob, and the books true', async () => {
    const { ports, aisha, sql } = world;
    const other = await somebody(world, {
      telegramId: '815000815',
      firstName: 'Zebulon',
      avatarName: 'Quagga',
    });
    const leaver = await somebody(world, {
      telegramId: '471100471',
      firstName: 'Xanthippe',
      avatarName: 'Thylacine',
    });
    // What is looked for is there before: else nothing found would say nothing.
    for (const text of [...leaver.said, prompt]) {
      expect(await placesOf(text), text).not.toEqual([]);
    }
    const held = await aisha.getBalance(leaver.user.id);
    expect(held.held).toBeGreaterThan(0);

    const costs = async () => (await aisha.auditLedger.verify({ limit: 1 })).totals.provider;
    const spent = await costs();
    expect(spent.billedUsd + spent.uncertainUsd).toBeGreaterThan(0);

    const receipt = await aisha.requestErasure(leaver.user);
    expect(await aisha.getReceipt(receipt!)).toMatchObject({ finishedAt: undefined });
    await aisha.jobs['account.erase']({ erasureId: receipt! });

    for (const text of leaver.said) expect(await placesOf(text), text).toEqual([]);
    // What was spent stays spent, under nobody's name.
    expect(await costs()).toEqual(spent);
    expect(ports.blobs.keys()).toEqual(other.keys.toSorted());
    // Whose prompt this is was the only other who said so.
    const ofOther = await placesOf(prompt);
    await aisha
      .requestErasure(other.user)
      .then((id) => aisha.jobs['account.erase']({ erasureId: id! }));
    expect(ofOther).not.toEqual([]);
    expect(await placesOf(prompt)).toEqual([]);
    expect(ports.blobs.keys()).toEqual([]);

    expect((await aisha.auditLedger.verify({ limit: 10 })).counts).toEqual({});
    expect(await aisha.getBalance(leaver.user.id)).toEqual({
      available: held.available + held.held,
      held: 0,
    });
    const { rows } = await sql.query('select * from users where id = $1', [leaver.user.id]);
    expect(rows).toEqual([
      expect.objectContaining({
        address: `forgotten:${leaver.user.id}`,
        first_name: '',
        consent_version: '',
        default_ratio: null,
        unreachable_since: null,
      }),
    ]);
    const told = ports.notifier.told.map(({ user, notification }) => [
      user.address,
      notification.type,
    ]);
    expect(told).toContainEqual(['telegram:471100471', 'account.erased']);
    expect(await aisha.getReceipt(receipt!)).toMatchObject({
      erased: { avatars: 1, photos: 1, trainings: 2, orders: 1, pictures: 1, atProvider: 1 },
    });
  });

  it('forgets every table that knows people, but the books', async () => {
    const { sql, aisha } = world;
    const { user } = await somebody(world, {
      telegramId: '5',
      firstName: 'Ophelia',
      avatarName: 'Okapi',
    });
    await aisha.requestAccountExport(user.id);
    const id = await aisha.requestErasure(user);
    await aisha.jobs['account.erase']({ erasureId: id! });
    const { rows: tables } = await sql.query<{ name: string }>(`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'user_id'`);
    const left: string[] = [];
    for (const { name } of tables) {
      const { rows } = await sql.query<{ count: string }>(
        `select count(*) as count from ${name} where user_id = $1`,
        [user.id],
      );
      if (rows[0]?.count !== '0') left.push(name);
    }
    expect(left.toSorted()).toEqual(['holds', 'ledger_accounts', 'ledger_transfers']);
  });

  it('lets the same person join as somebody new, without a second gift', async () => {
    const { aisha, sql } = world;
    const person = { address: 'telegram:271828182' as Address, firstName: 'Ada', locale: 'en' };
    const first = await aisha.registerUser(person);
    expect(first.welcomeGrant).toBe(300);
    const receipt = await aisha.requestErasure(first.user);
    await aisha.jobs['account.erase']({ erasureId: receipt! });
    expect(await placesOf('271828182')).toEqual([]);
    // What is left is a name that leads to nobody, and a month.
    const { rows } = await sql.query<object>('select * from account_welcomes');
    expect(rows.map((row) => Object.keys(row))).toEqual([['pseudonym', 'forget_at']]);

    const joined = await aisha.registerUser(person);
    expect(joined).toMatchObject({ welcomeGrant: 0, user: { firstName: 'Ada' } });
    expect(joined.user.id).not.toBe(first.user.id);
    expect(await aisha.getBalance(joined.user.id)).toEqual({ available: 0, held: 0 });
  });
});
