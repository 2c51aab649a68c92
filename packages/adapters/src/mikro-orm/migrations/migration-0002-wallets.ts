import { Migration } from '@mikro-orm/migrations';

/**
 * The double-entry ledger. Only people's accounts have a stored balance. The house's two are the
 * other side of almost every transfer: one row each would make everybody queue for it, and nothing
 * is decided by their balance, so it is the sum of their entries whenever somebody asks.
 */
export class Migration0002Wallets extends Migration {
  override up(): void {
    this.addSql(holds);
    this.addSql(`create index holds_open_index on holds (user_id) where status = 'held'`);
    this.addSql(accounts);
    this.addSql(transfers);
    this.addSql(
      `create index ledger_transfers_list_index on ledger_transfers (user_id, created_at)`,
    );
    this.addSql(`create index ledger_transfers_hold_id_index on ledger_transfers (hold_id)`);
    this.addSql(entries);
    this.addSql(`create index ledger_entries_account_id_index on ledger_entries (account_id)`);
    this.addSql(refuseChange);
    this.addSql(appendOnly('ledger_transfers'));
    this.addSql(appendOnly('ledger_entries'));
    this.addSql(refuseImbalance);
    this.addSql(balanced('ledger_transfers', 'id'));
    this.addSql(balanced('ledger_entries', 'transfer_id'));
  }

  override down(): void {
    this.addSql(`drop table ledger_entries`);
    this.addSql(`drop table ledger_transfers`);
    this.addSql(`drop function ledger_refuse_imbalance`);
    this.addSql(`drop function ledger_refuse_change`);
    this.addSql(`drop table ledger_accounts`);
    this.addSql(`drop table holds`);
  }
}

const holds = `
  create table holds (
    id uuid not null,
    user_id uuid not null,
    amount bigint not null,
    captured bigint not null,
    status text not null,
    created_at timestamptz not null,
    constraint holds_pkey primary key (id),
    constraint holds_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred,
    constraint holds_status_check check (status in ('held', 'captured', 'released')),
    constraint holds_captured_check check (
      captured between 0 and amount and (status = 'captured' or captured = 0)
    )
  )`;

// Room in each page lets a balance change in place, without touching an index.
const accounts = `
  create table ledger_accounts (
    id uuid not null default gen_random_uuid(),
    user_id uuid not null,
    part text not null,
    balance bigint not null,
    constraint ledger_accounts_pkey primary key (id),
    constraint ledger_accounts_user_id_part_unique unique (user_id, part),
    constraint ledger_accounts_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred,
    constraint ledger_accounts_part_check check (part in ('available', 'held')),
    constraint ledger_accounts_balance_check check (balance >= 0)
  ) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05)`;

const transfers = `
  create table ledger_transfers (
    id uuid not null default gen_random_uuid(),
    idempotency_key text not null,
    kind text not null,
    user_id uuid not null,
    hold_id uuid null,
    reason text not null,
    created_at timestamptz not null default now(),
    constraint ledger_transfers_pkey primary key (id),
    constraint ledger_transfers_idempotency_key_unique unique (idempotency_key),
    constraint ledger_transfers_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred,
    constraint ledger_transfers_hold_id_foreign foreign key (hold_id) references holds (id)
      deferrable initially deferred,
    constraint ledger_transfers_kind_check check (kind in ('grant', 'hold', 'capture', 'release'))
  )`;

const entries = `
  create table ledger_entries (
    transfer_id uuid not null,
    leg integer not null,
    account_id uuid null,
    house text null,
    amount bigint not null,
    constraint ledger_entries_pkey primary key (transfer_id, leg),
    constraint ledger_entries_transfer_id_foreign foreign key (transfer_id)
      references ledger_transfers (id) deferrable initially deferred,
    constraint ledger_entries_account_id_foreign foreign key (account_id)
      references ledger_accounts (id) deferrable initially deferred,
    constraint ledger_entries_house_check check (house in ('issued', 'earned')),
    constraint ledger_entries_account_check check (num_nonnulls(account_id, house) = 1),
    constraint ledger_entries_amount_check check (amount <> 0)
  )`;

const refuseChange = `
  create function ledger_refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% on % refused: the ledger only grows', tg_op, tg_table_name
      using errcode = 'restrict_violation';
  end $$`;

const appendOnly = (table: string): string => `
  create trigger ${table}_append_only before update or delete or truncate on ${table}
  for each statement execute function ledger_refuse_change()`;

const refuseImbalance = `
  create function ledger_refuse_imbalance() returns trigger language plpgsql as $$
  declare
    transfer uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
    legs bigint;
    total numeric;
  begin
    select count(*), coalesce(sum(amount), 0) into legs, total
      from ledger_entries where transfer_id = transfer;
    if legs < 2 or total <> 0 then
      raise exception 'transfer % has % legs that sum to %', transfer, legs, total
        using errcode = 'check_violation';
    end if;
    return null;
  end $$`;

/** Looked at when the transaction commits: until then a transfer may be half written. */
const balanced = (table: string, transfer: string): string => `
  create constraint trigger ${table}_balanced after insert on ${table}
  deferrable initially deferred for each row
  execute function ledger_refuse_imbalance('${transfer}')`;
