import { unfinishedWorkStatuses } from '@aisha/core';
import { sql, type RawBuilder } from 'kysely';
import { missingGuards } from './guards.ts';

/** Of every code and subject: `code, subject, user_id, expected, actual`. One statement over whole tables. */
export const findings = (): RawBuilder<unknown> => sql`
  with entered as (
    select transfer_id, count(*) as legs, sum(amount) as total from ledger_entries group by transfer_id
  ),
  standing as (
    select account_id, sum(amount) as total from ledger_entries
    where account_id is not null group by account_id
  ),
  open_holds as (
    select user_id, sum(amount) as total from holds where status = 'held' group by user_id
  ),
  movement as (${movements}),
  work as (${works})
  ${sql.join([...ofTransfers, ...ofAccounts, ...ofHolds, ...ofWork, missingGuards], sql` union all `)}`;

/** What a hold's transfers moved: into held, into earned, back to available. */
const movements = sql`
  select transfer.hold_id,
    count(distinct transfer.id) filter (where transfer.kind = 'hold') as placed,
    count(distinct transfer.id) filter (where transfer.kind <> 'hold') as ended,
    count(distinct transfer.id) filter (where transfer.kind = 'capture') as charged,
    coalesce(sum(entry.amount) filter (where transfer.kind = 'hold' and account.part = 'held'), 0) as held,
    coalesce(sum(entry.amount) filter (where entry.house = 'earned'), 0) as earned,
    coalesce(sum(entry.amount) filter (
      where transfer.kind <> 'hold' and account.part = 'available'
    ), 0) as returned
  from ledger_transfers as transfer
  left join ledger_entries as entry on entry.transfer_id = transfer.id
  left join ledger_accounts as account on account.id = entry.account_id
  where transfer.hold_id is not null
  group by transfer.hold_id`;

const live = sql.join(unfinishedWorkStatuses.map((status) => sql.lit(status)));

/** Trainings and generations alike; what a part of an order is worth is rounded as when it is charged. */
const works = sql`
  select id, user_id, hold_id, price, status not in (${live}) as over,
    case when status = 'succeeded' then price else 0 end as worth
  from trainings
  union all
  select id, user_id, hold_id, price, status not in (${live}),
    case when status = 'succeeded'
      then price * least(delivered, (request ->> 'count')::integer) / (request ->> 'count')::integer
      else 0 end
  from generations`;

const ofTransfers = [
  sql`select 'ledger.unbalanced' as code, 'all entries' as subject, null::uuid as user_id,
      0::numeric as expected, sum(total) as actual
    from entered having sum(total) <> 0`,
  sql`select 'transfer.unbalanced', transfer.id::text, transfer.user_id, 0, entered.total
    from ledger_transfers as transfer join entered on entered.transfer_id = transfer.id
    where entered.total <> 0`,
  sql`select 'transfer.too-few-legs', transfer.id::text, transfer.user_id, 2, coalesce(entered.legs, 0)
    from ledger_transfers as transfer left join entered on entered.transfer_id = transfer.id
    where coalesce(entered.legs, 0) < 2`,
];

const ofAccounts = [
  sql`select 'account.drifted', account.id::text, account.user_id, coalesce(standing.total, 0), account.balance
    from ledger_accounts as account left join standing on standing.account_id = account.id
    where account.balance <> coalesce(standing.total, 0)`,
  sql`select 'account.negative', id::text, user_id, 0, balance from ledger_accounts where balance < 0`,
  sql`select 'account.held-drifted', coalesce(account.user_id, open_holds.user_id)::text,
      coalesce(account.user_id, open_holds.user_id), coalesce(open_holds.total, 0), coalesce(account.balance, 0)
    from (select user_id, balance from ledger_accounts where part = 'held') as account
    full join open_holds on open_holds.user_id = account.user_id
    where coalesce(account.balance, 0) <> coalesce(open_holds.total, 0)`,
];

const ofHolds = [
  sql`select 'hold.over-captured', id::text, user_id, amount, captured from holds where captured > amount`,
  sql`select 'hold.settled-twice', hold.id::text, hold.user_id, 1, movement.ended
    from holds as hold join movement on movement.hold_id = hold.id where movement.ended > 1`,
  // What costs nothing has no transfers. How often it was ended is looked at above.
  sql`select 'hold.transfers-wrong', hold.id::text, hold.user_id,
      hold.amount, coalesce(movement.held, 0)
    from holds as hold left join movement on movement.hold_id = hold.id
    where coalesce(movement.placed, 0) <> least(hold.amount, 1) or coalesce(movement.held, 0) <> hold.amount`,
  sql`select 'hold.transfers-wrong', hold.id::text, hold.user_id,
      case when hold.status = 'held' then 0 else hold.captured end, coalesce(movement.earned, 0)
    from holds as hold left join movement on movement.hold_id = hold.id
    where coalesce(movement.ended, 0) <= 1 and (
      coalesce(movement.ended, 0) <> case when hold.status = 'held' then 0 else least(hold.amount, 1) end
      or coalesce(movement.charged, 0) <> least(hold.captured, 1)
      or coalesce(movement.earned, 0) <> hold.captured
      or coalesce(movement.returned, 0)
        <> case when hold.status = 'held' then 0 else hold.amount - hold.captured end
    )`,
  // Of who was forgotten only the books are left.
  sql`select 'hold.without-work', hold.id::text, hold.user_id, null, null from holds as hold
    where (hold.status = 'held' or hold.captured > 0 and not exists (
        select from users where users.id = hold.user_id and users.forgotten_at is not null
      ))
      and not exists (select from work where work.hold_id = hold.id)`,
];

/** Credits that went back before the work was delivered after all were given, and are not missing. */
const ofWork = [
  sql`select 'work.hold-mismatched', work.id::text, work.user_id, work.price, hold.amount
    from work join holds as hold on hold.id = work.hold_id
    where hold.user_id <> work.user_id or hold.amount <> work.price`,
  sql`select 'work.charged-wrong', work.id::text, work.user_id, work.worth, hold.captured
    from work join holds as hold on hold.id = work.hold_id
    where work.over and hold.status in ('captured', 'released') and hold.captured <> work.worth`,
  sql`select 'work.charged-twice', work.id::text, work.user_id, 1, movement.charged
    from work join movement on movement.hold_id = work.hold_id where movement.charged > 1`,
  sql`select 'work.hold-open', work.id::text, work.user_id, null, null
    from work join holds as hold on hold.id = work.hold_id where work.over and hold.status = 'held'`,
  sql`select 'work.hold-closed', work.id::text, work.user_id, null, null
    from work join holds as hold on hold.id = work.hold_id where not work.over and hold.status <> 'held'`,
];
