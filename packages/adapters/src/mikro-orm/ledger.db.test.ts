import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  isPortError,
  planGrant,
  planHold,
  planSettlement,
  type HoldId,
  type UserId,
} from '@aisha/core';
import { aHold, aUser, freshId } from '@aisha/core/testing';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { createOrm, mikroOrmUnitOfWork, type MikroORM } from './index.ts';

let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url, poolSize: 12 });
});

afterAll(async () => {
  await orm.close();
  await database.drop();
});

const run = (statement: string) =>
  sql.raw<Record<string, unknown>>(statement).execute(orm.em.fork().getKysely());
const work = () => mikroOrmUnitOfWork({ orm, enqueue: async () => undefined });

const aPersonWith = async (amount: number): Promise<UserId> => {
  const user = aUser();
  await work().run(async ({ users, wallets }) => {
    await users.add(user);
    await wallets.post(
      planGrant({ userId: user.id, amount, idempotencyKey: freshId(), reason: 'gift' }),
    );
  });
  return user.id;
};

/** A busy machine says that it should be tried later: it is. */
const persistently = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isPortError(error) || !error.retryable) throw error;
    }
  }
};

const hold = (userId: UserId, amount: number, id = freshId<HoldId>()) => {
  const plan = planHold(aHold({ id, userId, amount }), 'training');
  return persistently(() => work().run(({ wallets }) => wallets.post(plan)));
};

const settle = (userId: UserId, id: HoldId, amount: number, captured: number) =>
  work().run(({ wallets }) =>
    wallets.post(planSettlement({ id, userId, amount }, captured, 'end')),
  );

/** What must hold whatever happened. */
const expectSoundBooks = async () => {
  const { rows } = await run(`
    select
      (select coalesce(sum(amount), 0) from ledger_entries)::integer as total,
      (select count(*) from ledger_transfers t where 2 >
        (select count(*) from ledger_entries e where e.transfer_id = t.id))::integer as "withoutLegs",
      (select count(*) from ledger_accounts a where a.balance is distinct from
        (select coalesce(sum(amount), 0) from ledger_entries e where e.account_id = a.id))::integer as off,
      (select count(*) from ledger_accounts a where a.part = 'held' and a.balance is distinct from
        (select coalesce(sum(amount), 0) from holds h
          where h.user_id = a.user_id and h.status = 'held'))::integer as orphaned`);
  expect(rows).toEqual([{ total: 0, withoutLegs: 0, off: 0, orphaned: 0 }]);
};

describe('the ledger in PostgreSQL', () => {
  it('grants one of two hundred holds that come at once with credit for one', async () => {
    const userId = await aPersonWith(100);
    const answers = await Promise.all(Array.from({ length: 200 }, () => hold(userId, 100)));
    expect(answers.filter((answer) => answer === 'posted')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'insufficient')).toHaveLength(199);
    await expectSoundBooks();
  });

  it('ends a hold once, however many ends come at the same time', async () => {
    const userId = await aPersonWith(100);
    const id = freshId<HoldId>();
    await hold(userId, 100, id);
    const ends = await Promise.all(
      Array.from({ length: 20 }, (_, index) => settle(userId, id, 100, index % 2 === 0 ? 40 : 0)),
    );
    expect(ends.filter((end) => end === 'posted')).toHaveLength(1);
    await expectSoundBooks();
  });

  it('stays sound under grants, holds and ends of several people at once', async () => {
    const people = await Promise.all([50, 90, 200].map(aPersonWith));
    await Promise.all(
      Array.from({ length: 90 }, async (_, index) => {
        const userId = people[index % 3]!;
        const id = freshId<HoldId>();
        if ((await hold(userId, 20, id)) === 'posted') await settle(userId, id, 20, index % 21);
      }),
    );
    await expectSoundBooks();
  });

  it.each(['ledger_entries', 'ledger_transfers'])('never changes or forgets %s', async (table) => {
    await aPersonWith(10);
    const refusal = /the ledger only grows/;
    const column = table === 'ledger_entries' ? 'amount = amount' : 'reason = reason';
    await expect(run(`update ${table} set ${column}`)).rejects.toThrow(refusal);
    await expect(run(`delete from ${table}`)).rejects.toThrow(refusal);
    await expect(run(`truncate ${table} cascade`)).rejects.toThrow(refusal);
  });

  it('refuses a transfer whose legs do not sum to zero, that has one leg or none', async () => {
    const userId = await aPersonWith(10);
    const transfer = (key: string) => `with transfer as (
      insert into ledger_transfers (idempotency_key, kind, user_id, reason)
      values ('${key}', 'grant', '${userId}', 'forged') returning id
    ), account as (select id from ledger_accounts where user_id = '${userId}' and part = 'available')`;
    const entries = 'insert into ledger_entries (transfer_id, leg, account_id, house, amount)';
    await expect(run(`${transfer('none')} select from transfer`)).rejects.toThrow(/has 0 legs/);
    await expect(
      run(
        `${transfer('one')} ${entries} select transfer.id, 1, account.id, null, 5 from transfer, account`,
      ),
    ).rejects.toThrow(/has 1 legs/);
    await expect(
      run(`${transfer('two')} ${entries}
        select transfer.id, 1, account.id, null, 5 from transfer, account
        union all select transfer.id, 2, null, 'issued', -4 from transfer`),
    ).rejects.toThrow(/sum to 1/);
    await expectSoundBooks();
  });

  it('refuses a leg added to a transfer that was booked', async () => {
    await aPersonWith(10);
    await expect(
      run(`insert into ledger_entries (transfer_id, leg, house, amount)
        select id, 3, 'issued', 1 from ledger_transfers limit 1`),
    ).rejects.toThrow(/sum to 1/);
  });

  it('refuses a balance below zero by itself', async () => {
    const userId = await aPersonWith(10);
    await expect(
      run(`update ledger_accounts set balance = -1 where user_id = '${userId}'`),
    ).rejects.toThrow('ledger_accounts_balance_check');
  });

  it('books nothing for what costs nothing', async () => {
    const userId = await aPersonWith(10);
    expect(await hold(userId, 0)).toBe('posted');
    await expectSoundBooks();
  });
});
