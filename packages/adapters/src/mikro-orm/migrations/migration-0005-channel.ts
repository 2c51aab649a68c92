import { Migration } from '@mikro-orm/migrations';

/** What came in over the channel, and the messages that are kept up to date in it. */
export class Migration0005Channel extends Migration {
  override up(): void {
    this.addSql(lanes);
    this.addSql(updates);
    this.addSql(
      `create index channel_updates_waiting_index on channel_updates (id) where ${waiting}`,
    );
    this.addSql(
      `create index channel_updates_lane_index on channel_updates (lane, id) where ${waiting}`,
    );
    this.addSql(liveMessages);
  }

  override down(): void {
    this.addSql(`drop table live_messages`);
    this.addSql(`drop table channel_updates`);
    this.addSql(`drop table channel_lanes`);
  }
}

const waiting = `finished_at is null`;

// A lane's row is what replicas lock and lease, so two of them never work in one lane whatever
// lands meanwhile. It changes twice an update: room in its page keeps that cheap.
const lanes = `
  create table channel_lanes (
    lane text not null,
    conversation json null,
    owner text null,
    update_id bigint null,
    leased_until timestamptz null,
    constraint channel_lanes_pkey primary key (lane),
    constraint channel_lanes_lease_check check (num_nonnulls(owner, update_id, leased_until) in (0, 3))
  ) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02)`;

// The payload stays as it came: json, unlike jsonb, also keeps text with U+0000 in it, and one such
// update must not keep a whole batch from landing. A finished row stays for a while without its
// payload, so that the same update coming late is still known.
const updates = `
  create table channel_updates (
    id bigint not null,
    lane text not null,
    address text null,
    payload json null,
    attempts integer not null default 0,
    retry_at timestamptz null,
    received_at timestamptz not null default now(),
    finished_at timestamptz null,
    constraint channel_updates_pkey primary key (id),
    constraint channel_updates_lane_foreign foreign key (lane) references channel_lanes (lane)
      deferrable initially deferred,
    constraint channel_updates_attempts_check check (attempts >= 0)
  ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02)`;

const liveMessages = `
  create table live_messages (
    user_id uuid not null,
    topic text not null,
    message_ref text not null,
    content_hash text not null,
    version bigint not null,
    updated_at timestamptz not null default now(),
    constraint live_messages_pkey primary key (user_id, topic),
    constraint live_messages_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred
  ) with (fillfactor = 70)`;
