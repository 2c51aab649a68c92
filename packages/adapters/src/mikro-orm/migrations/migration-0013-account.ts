import { Migration } from '@mikro-orm/migrations';

/** What a person chose, what they asked to have or to have erased, and their transfers as they read them. */
export class Migration0013Account extends Migration {
  override up(): void {
    this.addSql(settings);
    this.addSql(forgotten);
    this.addSql(copies);
    this.addSql(
      `create index account_exports_list_index on account_exports (user_id, requested_at)`,
    );
    this.addSql(erasures);
    this.addSql(`create index account_erasures_user_id_index on account_erasures (user_id)
      where user_id is not null`);
    this.addSql(`drop index ledger_transfers_list_index`);
    this.addSql(
      `create index ledger_transfers_page_index on ledger_transfers (user_id, created_at, id)`,
    );
    this.addSql(`create index provider_runs_user_id_index on provider_runs (user_id, id)`);
    this.addSql(`create index photos_user_id_index on photos (user_id)`);
    // Whether a lane may go is a question about all of its updates.
    this.addSql(`create index channel_updates_of_lane_index on channel_updates (lane)`);
  }

  override down(): void {
    this.addSql(`drop index channel_updates_of_lane_index`);
    this.addSql(`drop index photos_user_id_index`);
    this.addSql(`drop index provider_runs_user_id_index`);
    this.addSql(`drop index ledger_transfers_page_index`);
    this.addSql(
      `create index ledger_transfers_list_index on ledger_transfers (user_id, created_at)`,
    );
    this.addSql(`drop table account_erasures`);
    this.addSql(`drop table account_exports`);
    this.addSql(`
      alter table users drop column forgotten_at, drop column default_ratio,
        drop column default_count, drop column quick_mode, drop column notifications`);
  }
}

// The defaults are what people had before they could choose, and what older code means by nothing.
const settings = `
  alter table users
    add column default_ratio text null,
    add column default_count smallint not null default 1,
    add column quick_mode boolean not null default false,
    add column notifications text not null default 'all',
    add constraint users_default_ratio_check check (
      default_ratio in ('1:1', '3:4', '4:3', '9:16', '16:9')
    ),
    add constraint users_default_count_check check (default_count between 1 and 4),
    add constraint users_notifications_check check (notifications in ('all', 'results'))`;

// The books refer to a person for ever. Of who was forgotten the row is an id and nothing else.
const forgotten = `
  alter table users
    add column forgotten_at timestamptz null,
    add constraint users_forgotten_check check (
      forgotten_at is null
      or (address = 'forgotten:' || id::text and first_name = '' and consent_version = ''
          and default_ratio is null and unreachable_since is null)
    )`;

const copies = `
  create table account_exports (
    id uuid not null,
    user_id uuid not null,
    requested_at timestamptz not null,
    constraint account_exports_pkey primary key (id),
    constraint account_exports_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred
  )`;

// Whose it is stands there while there is something left to do, and then no more.
const erasures = `
  create table account_erasures (
    id uuid not null,
    user_id uuid null,
    address text null,
    locale text null,
    requested_at timestamptz not null,
    erased jsonb null,
    finished_at timestamptz null,
    constraint account_erasures_pkey primary key (id),
    constraint account_erasures_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred,
    constraint account_erasures_leaver_check check (
      num_nonnulls(user_id, address, locale) = case when finished_at is null then 3 else 0 end
    ),
    constraint account_erasures_finished_check check (finished_at is null or erased is not null)
  )`;
