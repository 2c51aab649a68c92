import type { TransferPlan } from '@aisha/core';
import { sql } from 'kysely';
import type { Database } from '../entities/index.ts';
import { findAccount, lockAccounts, type Account } from './ledger-accounts.ts';

type BookableLeg = {
  /** A person's account, or none where it is the house's. */
  readonly account: Account | undefined;
  readonly house: string | undefined;
  readonly amount: number;
};

/**
 * First the accounts are locked, which settles what is read of them; then the transfer is booked by
 * one statement. Nothing here provokes an error: a transfer that is refused leaves the transaction
 * usable.
 */
export const postTransfer = async (
  db: Database,
  plan: TransferPlan,
): Promise<'posted' | 'already-posted' | 'insufficient'> => {
  const moving = plan.legs.filter(({ amount }) => amount !== 0);
  if (moving.reduce((sum, { amount }) => sum + amount, 0) !== 0) {
    throw new RangeError('the legs of a transfer sum to zero');
  }
  // What costs nothing moves nothing, and a transfer without legs is none.
  if (moving.length === 0) return 'posted';
  const accounts = await lockAccounts(db, plan);
  const legs = moving.map(({ account, amount }): BookableLeg => ({
    account: account.owner === 'user' ? findAccount(accounts, account) : undefined,
    house: account.owner === 'house' ? account.part : undefined,
    amount,
  }));
  if (accounts.some((account) => balanceAfter(account, legs) < 0)) {
    return (await isBooked(db, plan)) ? 'already-posted' : 'insufficient';
  }
  return (await book(db, plan, legs)) ? 'posted' : 'already-posted';
};

const balanceAfter = (account: Account, legs: readonly BookableLeg[]): number =>
  legs.reduce(
    (balance, leg) => (leg.account?.id === account.id ? balance + leg.amount : balance),
    account.balance,
  );

/** Asked after the lock was waited for: whoever held it may have booked this very transfer. */
const isBooked = async (db: Database, { idempotencyKey }: TransferPlan): Promise<boolean> => {
  const row = await db
    .selectFrom('ledger_transfers')
    .select('id')
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst();
  return row !== undefined;
};

/** Transfer, entries and balances at once, or nothing where the key is known. */
const book = async (
  db: Database,
  plan: TransferPlan,
  legs: readonly BookableLeg[],
): Promise<boolean> => {
  const { rows } = await sql`
    with booked as (
      insert into ledger_transfers (idempotency_key, kind, user_id, hold_id, reason)
      values (${plan.idempotencyKey}, ${plan.kind}, ${plan.userId}, ${plan.holdId ?? null}, ${plan.reason})
      on conflict (idempotency_key) do nothing
      returning id
    ), legs (leg, account_id, house, amount) as (
      values ${sql.join(legs.map(legValues))}
    ), entered as (
      insert into ledger_entries (transfer_id, leg, account_id, house, amount)
      select booked.id, legs.leg, legs.account_id, legs.house, legs.amount from booked, legs
    ), moved as (
      update ledger_accounts as account set balance = account.balance + change.amount
      from booked, (
        select account_id, sum(amount) as amount from legs where account_id is not null group by account_id
      ) as change
      where account.id = change.account_id
    )
    select id from booked`.execute(db);
  return rows.length > 0;
};

const legValues = ({ account, house, amount }: BookableLeg, index: number) =>
  sql`(${index + 1}::integer, ${account?.id ?? null}::uuid, ${house ?? null}::text, ${amount}::bigint)`;
