import { Migration } from '@mikro-orm/migrations';

/** Who may use the API, with which keys, and what was asked under a name of its own. */
export class Migration0025ApiKeys extends Migration {
  override up(): void {
    this.addSql(clients);
    this.addSql(keys);
    this.addSql(`create index api_keys_client_index on api_keys (client_id, id)`);
    this.addSql(requests);
    this.addSql(`create index idempotent_requests_age_index on idempotent_requests (begun_at)`);
  }

  override down(): void {
    this.addSql(`drop table idempotent_requests`);
    this.addSql(`drop table api_keys`);
    this.addSql(`drop table api_clients`);
  }
}

const clients = `
  create table api_clients (
    id uuid not null,
    name text not null,
    user_credits integer not null,
    created_at timestamptz not null,
    constraint api_clients_pkey primary key (id),
    constraint api_clients_name_unique unique (name),
    constraint api_clients_name_check check (name ~ '^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$'),
    constraint api_clients_credits_check check (user_credits between 0 and 1000000)
  )`;

// Nothing here opens a door: what a key was made of is not kept.
const keys = `
  create table api_keys (
    id uuid not null,
    client_id uuid not null,
    hash text not null,
    hint text not null,
    scopes text not null,
    created_at timestamptz not null,
    revoked_at timestamptz null,
    last_used_at timestamptz null,
    constraint api_keys_pkey primary key (id),
    constraint api_keys_hash_unique unique (hash),
    constraint api_keys_client_id_foreign foreign key (client_id) references api_clients (id)
      deferrable initially deferred,
    constraint api_keys_hash_check check (hash ~ '^[0-9a-f]{64}$'),
    constraint api_keys_hint_check check (char_length(hint) between 1 and 6),
    constraint api_keys_scopes_check check (scopes ~ '^[a-z]+:[a-z]+( [a-z]+:[a-z]+)*$')
  )`;

// An answer is there as a whole or not at all.
const requests = `
  create table idempotent_requests (
    client_id uuid not null,
    key text not null,
    id uuid not null,
    fingerprint text not null,
    begun_at timestamptz not null default now(),
    leased_until timestamptz not null,
    status smallint null,
    body text null,
    location text null,
    constraint idempotent_requests_pkey primary key (client_id, key),
    constraint idempotent_requests_client_id_foreign foreign key (client_id)
      references api_clients (id) deferrable initially deferred,
    constraint idempotent_requests_key_check check (char_length(key) between 1 and 128),
    constraint idempotent_requests_fingerprint_check check (fingerprint ~ '^[0-9a-f]{64}$'),
    constraint idempotent_requests_answer_check check (
      (status is null) = (body is null) and (location is null or status is not null)
    )
  )`;
