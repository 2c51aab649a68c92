import type { LedgerTotals, RunBilling } from '@aisha/core';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { count } from '../mappers/columns.ts';

const row = z.object({
  transfers: count,
  holds: count,
  issued: count,
  available: count,
  held: count,
  earned: count,
  billed: count,
  uncertain: count,
});

/** Of those who are forgotten as of everybody. */
const costs = (billing: RunBilling) => sql`
  select (select coalesce(sum(expected_micro_usd), 0) from provider_runs where billing = ${billing})
    + (select coalesce(sum(micro_usd), 0) from forgotten_costs where billing = ${billing})`;

export const readTotals = async (db: Database): Promise<LedgerTotals> => {
  const { rows } = await sql`
    select
      (select count(*) from ledger_transfers) as transfers,
      (select count(*) from holds) as holds,
      (select coalesce(-sum(amount), 0) from ledger_entries where house = 'issued') as issued,
      (select coalesce(sum(amount), 0) from ledger_entries where house = 'earned') as earned,
      (select coalesce(sum(balance), 0) from ledger_accounts where part = 'available') as available,
      (select coalesce(sum(balance), 0) from ledger_accounts where part = 'held') as held,
      (${costs('billed')}) as billed,
      (${costs('maybe')}) as uncertain`.execute(db);
  const { billed, uncertain, ...credits } = row.parse(rows[0]);
  return { ...credits, provider: { billedUsd: billed / 1e6, uncertainUsd: uncertain / 1e6 } };
};
