import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ledgerFindingCodes,
  planGrant,
  planHold,
  planSettlement,
  type Generation,
  type LedgerFinding,
  type LedgerFindingCode,
  type Training,
} from '@aisha/core';
import { aGeneration, aHold, aTraining, anAvatar, aUser, freshId } from '@aisha/core/testing';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.ts';
import { createOrm, mikroOrmLedgerAudit, mikroOrmUnitOfWork, type MikroORM } from '../index.ts';

let database: TestDatabase;
let orm: MikroORM;
/** A superuser's, on which no trigger and no foreign key is looked at. */
let hand: Client;

/** A person with a training under way (60 held) and an order that was paid for (4 of 4 credits). */
let training: Training;
let generation: Generation;

const stored = async () => {
  const user = aUser();
  const avatar = anAvatar({ userId: user.id, status: 'training' });
  const own = { userId: user.id, avatarId: avatar.id };
  training = aTraining(own);
  const old = { ...aTraining({ ...own, version: 2 }), status: 'failed' } as const;
  generation = aGeneration({ ...own, trainingId: old.id, status: 'succeeded', delivered: 2 });
  await mikroOrmUnitOfWork({ orm, enqueue: async () => undefined }).run(async (tx) => {
    const { users, avatars, trainings, generations, wallets } = tx;
    const grant = { userId: user.id, amount: 300, idempotencyKey: freshId(), reason: 'gift' };
    await users.add(user);
    await avatars.add(avatar);
    await wallets.post(planGrant(grant));
    for (const { id, price, userId } of [old, training, generation]) {
      await wallets.post(planHold(aHold({ id: id as never, userId, amount: price }), 'test'));
    }
    await trainings.add(old);
    await trainings.add(training);
    await generations.add(generation);
    const end = (work: Training | Generation, captured: number) =>
      planSettlement({ id: work.holdId, userId: user.id, amount: work.price }, captured, 'end');
    await wallets.post(end(old, 0));
    await wallets.post(end(generation, generation.price));
  });
};

beforeEach(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url, poolSize: 4 });
  hand = new Client({ connectionString: database.url });
  await hand.connect();
  await stored();
});

afterEach(async () => {
  await hand.end();
  await orm.close();
  await database.drop();
});

const verify = (limit = 100) => mikroOrmLedgerAudit({ orm }).verify({ limit });

/** What nobody but a superuser can do. */
const plant = async (statements: string): Promise<void> => {
  await hand.query(`set session_replication_role = replica; ${statements}`);
};

type Planted = {
  readonly statements: () => string;
  readonly subject: () => string | RegExp;
  readonly numbers?: readonly [expected: number, actual: number];
};

const uuid = /^[0-9a-f-]{36}$/u;
const account = (part: string) =>
  `(select id from ledger_accounts where user_id = '${training.userId}' and part = '${part}')`;
const transferOf = (kind: string, holdId: string) =>
  `(select id from ledger_transfers where kind = '${kind}' and hold_id = '${holdId}')`;
/** A second transfer for a hold, as a broken retry would book it. */
const secondEnd = (kind: string, holdId: string, amount: number) => `
  with twice as (
    insert into ledger_transfers (idempotency_key, kind, user_id, hold_id, reason)
    values ('settle-again', '${kind}', '${training.userId}', '${holdId}', 'again') returning id
  )
  insert into ledger_entries (transfer_id, leg, account_id, house, amount)
  select id, 1, ${account('available')}, null::text, -${amount} from twice
  union all select id, 2, null, 'earned', ${amount} from twice;
  update ledger_accounts set balance = balance - ${amount} where id = ${account('available')}`;

const planted: Record<LedgerFindingCode, Planted> = {
  'ledger.unbalanced': {
    statements: () => `update ledger_entries set amount = amount + 7 where house = 'issued'`,
    subject: () => 'all entries',
    numbers: [0, 7],
  },
  'ledger.guard-missing': {
    statements: () => `alter table ledger_entries disable trigger ledger_entries_append_only`,
    subject: () => 'ledger_entries_append_only',
  },
  'transfer.unbalanced': {
    statements: () => `update ledger_entries set amount = amount - 2 where house = 'earned'`,
    subject: () => uuid,
    numbers: [0, -2],
  },
  'transfer.too-few-legs': {
    statements: () => `delete from ledger_entries
      where leg = 2 and transfer_id = ${transferOf('hold', training.id)}`,
    subject: () => uuid,
    numbers: [2, 1],
  },
  'account.drifted': {
    statements: () =>
      `update ledger_accounts set balance = balance + 5 where id = ${account('available')}`,
    subject: () => uuid,
    numbers: [236, 241],
  },
  'account.negative': {
    statements: () => `alter table ledger_accounts drop constraint ledger_accounts_balance_check;
      update ledger_accounts set balance = -3 where id = ${account('available')}`,
    subject: () => uuid,
    numbers: [0, -3],
  },
  'account.held-drifted': {
    statements: () => `insert into holds (id, user_id, amount, captured, status, created_at)
      values (gen_random_uuid(), '${training.userId}', 11, 0, 'held', now())`,
    subject: () => training.userId,
    numbers: [71, 60],
  },
  'hold.over-captured': {
    statements: () => `alter table holds drop constraint holds_captured_check;
      update holds set captured = 9 where id = '${generation.id}'`,
    subject: () => generation.id,
    numbers: [4, 9],
  },
  'hold.transfers-wrong': {
    statements: () =>
      `update holds set status = 'released', captured = 0 where id = '${generation.id}'`,
    subject: () => generation.id,
    numbers: [0, 4],
  },
  'hold.settled-twice': {
    statements: () => secondEnd('release', generation.id, 4),
    subject: () => generation.id,
    numbers: [1, 2],
  },
  'hold.without-work': {
    statements: () => `delete from trainings where id = '${training.id}'`,
    subject: () => training.id,
  },
  'work.hold-mismatched': {
    statements: () => `update trainings set price = 55 where id = '${training.id}'`,
    subject: () => training.id,
    numbers: [55, 60],
  },
  'work.charged-wrong': {
    statements: () => `update generations set delivered = 1 where id = '${generation.id}'`,
    subject: () => generation.id,
    numbers: [2, 4],
  },
  'work.charged-twice': {
    statements: () => secondEnd('capture', generation.id, 4),
    subject: () => generation.id,
    numbers: [1, 2],
  },
  'work.hold-open': {
    statements: () => `update trainings set status = 'cancelled' where id = '${training.id}'`,
    subject: () => training.id,
  },
  'work.hold-closed': {
    statements: () => `update generations set status = 'running', delivered = 0
      where id = '${generation.id}'`,
    subject: () => generation.id,
  },
};

describe('verifying the ledger', () => {
  it('finds nothing in right books', async () => {
    const { totals, counts, findings } = await verify();
    expect([counts, findings]).toEqual([{}, []]);
    expect(totals).toMatchObject({ issued: 300, available: 236, held: 60, earned: 4, holds: 3 });
  });

  it.each(ledgerFindingCodes.map((code) => [code] as const))('finds %s', async (code) => {
    const { statements, subject, numbers } = planted[code];
    await plant(statements());
    const { counts, findings } = await verify();
    const found = findings.filter((finding): finding is LedgerFinding => finding.code === code);
    expect(counts[code]).toBe(1);
    expect(found).toHaveLength(1);
    expect(found[0]?.subject).toMatch(subject());
    if (numbers) expect([found[0]?.expected, found[0]?.actual]).toEqual(numbers);
  });

  it.each([
    `drop trigger ledger_transfers_append_only on ledger_transfers`,
    `alter table ledger_transfers disable trigger ledger_transfers_balanced`,
    `drop trigger ledger_entries_append_only on ledger_entries;
     create trigger ledger_entries_append_only before update on ledger_entries
     for each statement execute function ledger_refuse_change()`,
    `alter table holds drop constraint holds_captured_check`,
    `alter table ledger_transfers drop constraint ledger_transfers_idempotency_key_unique`,
  ])('finds a guard that is gone, off or half: %s', async (statements) => {
    await plant(statements);
    expect((await verify()).counts).toEqual({ 'ledger.guard-missing': 1 });
  });

  it('counts all of many findings and names so many as wanted', async () => {
    await plant(`insert into holds (id, user_id, amount, captured, status, created_at)
      select gen_random_uuid(), '${training.userId}', 0, 0, 'held', now() from generate_series(1, 250);
      update trainings set status = 'cancelled' where id = '${training.id}'`);
    const { counts, findings } = await verify(100);
    expect(counts).toEqual({ 'hold.without-work': 250, 'work.hold-open': 1 });
    expect(findings).toHaveLength(100);
    expect(findings.map(({ code }) => code)).toContain('work.hold-open');
  });

  it('reads one moment, however busy the books are', async () => {
    const unitOfWork = mikroOrmUnitOfWork({ orm, enqueue: async () => undefined });
    const rush = { isOver: false };
    const spend = async () => {
      while (!rush.isOver) {
        const hold = aHold({ userId: training.userId, amount: 3 });
        await unitOfWork.run(({ wallets }) => wallets.post(planHold(hold, 'busy')));
        await unitOfWork.run(({ wallets }) => wallets.post(planSettlement(hold, 0, 'busy')));
      }
    };
    const spending = spend();
    for (let count = 0; count < 20; count += 1) {
      const { counts, totals } = await verify();
      // A hold of nothing in particular is open now and then; all else is always right.
      expect({ ...counts, 'hold.without-work': 0 }).toEqual({ 'hold.without-work': 0 });
      expect(totals.available + totals.held + totals.earned).toBe(totals.issued);
    }
    rush.isOver = true;
    await spending;
  });

  it('needs no more than a reader’s rights', async () => {
    const role = `reader_${freshId().replaceAll('-', '')}`;
    await hand.query(
      `create role ${role} login password 'reader'; grant pg_read_all_data to ${role}`,
    );
    const url = new URL(database.url);
    [url.username, url.password] = [role, 'reader'];
    const reader = await createOrm({ url: url.href, poolSize: 1 });
    try {
      const audit = mikroOrmLedgerAudit({ orm: reader });
      expect((await audit.verify({ limit: 1 })).counts).toEqual({});
      expect(await audit.statement(training.userId, { limit: 2 })).toHaveLength(2);
    } finally {
      await reader.close();
      await hand.query(`drop owned by ${role}; drop role ${role}`);
    }
  });
});

describe('guards of holds', () => {
  it('let work have no other hold than its own', async () => {
    const other = `update trainings set hold_id = '${generation.id}' where id = '${training.id}'`;
    await expect(hand.query(other)).rejects.toThrow('trainings_hold_check');
  });

  it('let a hold pay for one thing: a training, or an order of pictures', async () => {
    const columns = (table: string) =>
      hand.query<{ list: string }>(`select string_agg(column_name, ', ') as list
        from information_schema.columns where table_name = '${table}' and column_name not in ('id', 'hold_id')`);
    const [{ list } = { list: '' }] = (await columns('generations')).rows;
    const shared = `insert into generations (id, hold_id, ${list})
      select '${training.id}', '${training.id}', ${list} from generations where id = '${generation.id}'`;
    await expect(hand.query(shared)).rejects.toThrow(/pays for something in trainings already/u);
  });
});
