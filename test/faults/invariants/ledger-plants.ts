import {
  done,
  cancelled,
  live,
  holdOf,
  settlementOf,
  repeatTransfer,
  type Plant,
} from './planting.ts';

export const ledgerPlants: Readonly<Record<string, Plant>> = {
  'an entry is changed': {
    sql: `update ledger_entries set amount = amount + 1 where house = 'issued'`,
    tells: /^I1: all entries together do not sum to zero/u,
  },
  'a transfer loses a leg': {
    sql: `delete from ledger_entries where leg = 2`,
    tells: /^I1: transfer \S+ has fewer than two legs/u,
  },
  'the ledger lets itself be changed': {
    sql: `alter table ledger_entries disable trigger ledger_entries_append_only`,
    tells: /^I1: table ledger_entries is not append-only$/u,
  },
  'the guard no longer looks at updates': {
    sql: `drop trigger ledger_transfers_append_only on ledger_transfers;
      create trigger ledger_transfers_append_only before delete or truncate on ledger_transfers
      for each statement execute function ledger_refuse_change()`,
    tells: /^I1: table ledger_transfers is not append-only$/u,
  },
  'nobody asks whether a transfer balances': {
    sql: `alter table ledger_transfers disable trigger ledger_transfers_balanced`,
    tells: /^I1: table ledger_transfers lets imbalance in$/u,
  },
  'credits are overspent': {
    sql: `update ledger_accounts set balance = -1 where part = 'available'`,
    tells: /^I2: account \S+ is below zero \(-1\)$/u,
  },
  'a balance is changed without a transfer': {
    sql: `update ledger_accounts set balance = balance + 1 where part = 'available'`,
    tells: /^I2: account \S+ stands at something else than the sum of its entries/u,
  },
  'a hold is forgotten': {
    sql: `update holds set amount = amount - 1 where id = ${holdOf(live)}`,
    tells: /^I2: user \S+ has other credits held than those of open holds/u,
  },
};

export const holdPlants: Readonly<Record<string, Plant>> = {
  'a hold is placed twice': {
    sql: repeatTransfer(
      `(select id from ledger_transfers where hold_id = ${holdOf(live)} and kind = 'hold')`,
    ),
    tells: /^I3: hold \S+ was not placed by one transfer of its amount \(2 transfers/u,
  },
  'a hold is given back twice': {
    sql: repeatTransfer(settlementOf(holdOf(cancelled))),
    tells: /^I3: hold \S+ was ended more or less often than its status says \(released, 2/u,
  },
  'a hold says it ended and no credits moved': {
    sql: `update holds set status = 'released' where id = ${holdOf(live)}`,
    tells: /^I3: hold \S+ was ended more or less often than its status says \(released, 0/u,
  },
  'more is captured than was held': {
    sql: `update holds set captured = amount + 1 where id = ${holdOf(done)}`,
    tells: /^I3: hold \S+ captured more than was held/u,
  },
  'a hold says it was paid in part': {
    sql: `update holds set captured = captured - 1 where id = ${holdOf(done)}`,
    tells: /^I3: hold \S+ was paid or given back otherwise than it says/u,
  },
};
