import type { Clause } from './clause.ts';

/** Statement triggers that refuse UPDATE, DELETE and TRUNCATE: bits 16, 8 and 32 of `tgtype`. */
const unguarded = `
  select guarded.name as id from (values ('ledger_transfers'), ('ledger_entries')) guarded (name)
  where (
    select coalesce(bit_or(tgtype::integer), 0) from pg_trigger
    where tgrelid = guarded.name::regclass and tgfoid = to_regproc('ledger_refuse_change')
      and tgenabled in ('O', 'A')
  ) & 56 <> 56`;

const unbalancedUnguarded = `
  select guarded.name as id from (values ('ledger_transfers'), ('ledger_entries')) guarded (name)
  where not exists (
    select from pg_trigger
    where tgrelid = guarded.name::regclass and tgfoid = to_regproc('ledger_refuse_imbalance')
      and tgenabled in ('O', 'A')
  )`;

/** Credits are neither made nor lost, and nobody changes what was booked. */
export const ledgerClauses: readonly Clause[] = [
  {
    invariant: 'I1',
    thing: 'all entries',
    says: 'do not sum to zero',
    sql: `select 'together' as id, sum(amount) as detail from ledger_entries having sum(amount) <> 0`,
  },
  {
    invariant: 'I1',
    thing: 'transfer',
    says: 'has fewer than two legs, or legs that do not sum to zero',
    sql: `
      select t.id, format('%s legs, sum %s', count(e.leg), coalesce(sum(e.amount), 0)) as detail
      from ledger_transfers t left join ledger_entries e on e.transfer_id = t.id
      group by t.id having count(e.leg) < 2 or sum(e.amount) <> 0`,
  },
  { invariant: 'I1', thing: 'table', says: 'is not append-only', sql: unguarded },
  { invariant: 'I1', thing: 'table', says: 'lets imbalance in', sql: unbalancedUnguarded },
  {
    invariant: 'I2',
    thing: 'account',
    says: 'is below zero',
    sql: `select id, balance as detail from ledger_accounts where balance < 0`,
  },
  {
    invariant: 'I2',
    thing: 'account',
    says: 'stands at something else than the sum of its entries',
    sql: `
      select a.id, format('%s, entries %s', a.balance, coalesce(sum(e.amount), 0)) as detail
      from ledger_accounts a left join ledger_entries e on e.account_id = a.id
      group by a.id having a.balance <> coalesce(sum(e.amount), 0)`,
  },
  {
    invariant: 'I2',
    thing: 'user',
    says: 'has other credits held than those of open holds',
    sql: `
      select u.id, format('%s held, holds of %s', coalesce(a.balance, 0), coalesce(h.amount, 0)) as detail
      from users u
      left join ledger_accounts a on a.user_id = u.id and a.part = 'held'
      left join (
        select user_id, sum(amount) as amount from holds where status = 'held' group by user_id
      ) h on h.user_id = u.id
      where coalesce(a.balance, 0) <> coalesce(h.amount, 0)`,
  },
];

/** What a hold's transfers moved: out of available, into earned, back to available. */
const movements = `
  select t.hold_id,
    count(distinct t.id) filter (where t.kind = 'hold') as placed,
    count(distinct t.id) filter (where t.kind <> 'hold') as ended,
    coalesce(sum(e.amount) filter (where t.kind = 'hold' and a.part = 'held'), 0) as held,
    coalesce(sum(e.amount) filter (where t.kind <> 'hold' and e.house = 'earned'), 0) as earned,
    coalesce(sum(e.amount) filter (where t.kind <> 'hold' and a.part = 'available'), 0) as back
  from ledger_transfers t
  join ledger_entries e on e.transfer_id = t.id
  left join ledger_accounts a on a.id = e.account_id
  where t.hold_id is not null group by t.hold_id`;

const holdsWithMovements = `
  select h.*, coalesce(m.placed, 0) as placed, coalesce(m.ended, 0) as ended,
    coalesce(m.held, 0) as moved, coalesce(m.earned, 0) as earned, coalesce(m.back, 0) as back
  from holds h left join (${movements}) m on m.hold_id = h.id`;

/** A hold ends once, with no more than was held. One of nothing moves nothing. */
export const holdClauses: readonly Clause[] = [
  {
    invariant: 'I3',
    thing: 'hold',
    says: 'was not placed by one transfer of its amount',
    sql: `
      select id, format('%s transfers, %s of %s', placed, moved, amount) as detail
      from (${holdsWithMovements}) h
      where moved <> amount or placed <> (case when amount = 0 then 0 else 1 end)`,
  },
  {
    invariant: 'I3',
    thing: 'hold',
    says: 'was ended more or less often than its status says',
    sql: `
      select id, format('%s, %s transfers', status, ended) as detail
      from (${holdsWithMovements}) h
      where ended <> (case when status = 'held' or amount = 0 then 0 else 1 end)`,
  },
  {
    invariant: 'I3',
    thing: 'hold',
    says: 'captured more than was held',
    sql: `select id, format('%s of %s', captured, amount) as detail from holds where captured > amount`,
  },
  {
    invariant: 'I3',
    thing: 'hold',
    says: 'was paid or given back otherwise than it says',
    sql: `
      select id, format('captured %s, earned %s, back %s of %s', captured, earned, back, amount) as detail
      from (${holdsWithMovements}) h
      where status <> 'held' and (earned <> captured or back <> amount - captured)`,
  },
];
