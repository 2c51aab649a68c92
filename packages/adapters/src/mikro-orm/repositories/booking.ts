import { holdIdOf, type Leg, type TransferPlan } from '@aisha/core';
import { sql, type RawBuilder } from 'kysely';
import { changedHold } from './hold-change.ts';

/**
 * Who cannot pay is told so without waiting for a lock: two hundred taps would else queue up behind the
 * one that is granted. The end of a hold does wait, for its beginning may be what it meets. A row lock
 * answers with the row as it is when the lock is had, and a unique key is looked at as it
 * is then, so both hold however long the statement has waited.
 */
export const bookingOf = (plan: TransferPlan, moving: readonly Leg[]): RawBuilder<unknown> => {
  const { idempotencyKey, kind, userId, reason, hold } = plan;
  const allowed = sql`(select fits from verdict)`;
  const changed = hold ? changedHold(hold, allowed) : sql`select ${userId}::uuid where ${allowed}`;
  return sql`
    with legs (leg, user_id, part, house, amount) as (values ${sql.join(moving.map(legValues))}),
    ${verdictOf(plan)},
    changed as (${changed}),
    booked as (
      insert into ledger_transfers (idempotency_key, kind, user_id, hold_id, reason)
      select ${idempotencyKey}, ${kind}, ${userId}::uuid, ${holdIdOf(plan) ?? null}::uuid, ${reason} from changed
      on conflict (idempotency_key) do nothing
      returning id
    ),
    entered as (
      insert into ledger_entries (transfer_id, leg, account_id, house, amount)
      select booked.id, legs.leg, locked.id, legs.house, legs.amount
      from booked cross join legs left join locked using (user_id, part)
    ),
    moved as (
      update ledger_accounts as account set balance = account.balance + change.amount
      from booked, change join locked using (user_id, part) where account.id = locked.id
    )
    select case when verdict.there then 'there' else 'missing' end as accounts, verdict.fits,
      ${hold ? sql`exists (select from changed)` : sql`exists (select from booked)`} as changed,
      exists (select from booked) as booked
    from verdict`;
};

/** Whether the accounts are there, and allow it: locked until the transaction ends, where they may. */
const verdictOf = ({ hold }: TransferPlan): RawBuilder<unknown> => {
  const covered =
    hold?.type === 'ended'
      ? sql`true`
      : sql`coalesce(bool_and(account.balance + change.amount >= 0), true)`;
  return sql`
    change as (
      select user_id, part, sum(amount) as amount from legs where house is null group by user_id, part
    ),
    standing as (
      select count(account.id) = count(*) as there, ${covered} as covered
      from change left join ledger_accounts as account using (user_id, part)
    ),
    locked as (
      select id, user_id, part, balance from ledger_accounts
      where user_id in (select user_id from change) and (select there and covered from standing)
      order by user_id, part for no key update
    ),
    verdict as (
      select standing.there, standing.there and standing.covered
        and coalesce((
          select bool_and(locked.balance + change.amount >= 0)
          from change join locked using (user_id, part)
        ), true) as fits
      from standing
    )`;
};

const legValues = ({ account, amount }: Leg, index: number) => {
  const user = account.owner === 'user' ? account : undefined;
  const house = account.owner === 'house' ? account.part : null;
  return sql`(${index + 1}::integer, ${user?.userId ?? null}::uuid, ${user?.part ?? null}::text, ${house}::text, ${amount}::bigint)`;
};
