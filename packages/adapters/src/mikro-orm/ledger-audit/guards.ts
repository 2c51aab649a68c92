import { sql } from 'kysely';

/** Before a statement that updates, deletes or truncates. */
const appendOnly = 2 + 8 + 16 + 32;
/** For each row inserted. */
const balanced = 1 + 4;

const triggers = [
  ['ledger_transfers_append_only', 'ledger_transfers', 'ledger_refuse_change', appendOnly],
  ['ledger_entries_append_only', 'ledger_entries', 'ledger_refuse_change', appendOnly],
  ['ledger_transfers_balanced', 'ledger_transfers', 'ledger_refuse_imbalance', balanced],
  ['ledger_entries_balanced', 'ledger_entries', 'ledger_refuse_imbalance', balanced],
] as const;

const constraints = [
  ['ledger_accounts_balance_check', 'ledger_accounts'],
  ['ledger_accounts_user_id_part_unique', 'ledger_accounts'],
  ['ledger_transfers_idempotency_key_unique', 'ledger_transfers'],
  ['holds_captured_check', 'holds'],
  ['trainings_hold_check', 'trainings'],
  ['generations_hold_check', 'generations'],
] as const;

const wantedTriggers = sql.join(
  triggers.map(
    ([name, table, procedure, bits]) =>
      sql`(${sql.lit(name)}, ${sql.lit(table)}, ${sql.lit(procedure)}, ${sql.lit(bits)})`,
  ),
);
const wantedConstraints = sql.join(
  constraints.map(([name, table]) => sql`(${sql.lit(name)}, ${sql.lit(table)})`),
);

/** What keeps the books as they should be, and is missing, switched off or not what it was. */
export const missingGuards = sql`
  select 'ledger.guard-missing', wanted.name, null::uuid, null::numeric, null::numeric
  from (values ${wantedTriggers}) as wanted (name, relation, procedure, bits)
  where not exists (
    select from pg_trigger
    where tgname = wanted.name and tgrelid = to_regclass(wanted.relation)
      and tgfoid = to_regproc(wanted.procedure) and tgenabled in ('O', 'A')
      and (tgtype::integer & wanted.bits) = wanted.bits
  )
  union all
  select 'ledger.guard-missing', wanted.name, null, null, null
  from (values ${wantedConstraints}) as wanted (name, relation)
  where not exists (
    select from pg_constraint
    where conname = wanted.name and conrelid = to_regclass(wanted.relation) and convalidated
    union all
    select from pg_index
    where indexrelid = to_regclass(wanted.name) and indrelid = to_regclass(wanted.relation)
      and indisunique and indisvalid
  )`;
