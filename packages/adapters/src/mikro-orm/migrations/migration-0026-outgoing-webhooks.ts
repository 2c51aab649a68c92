import { Migration } from '@mikro-orm/migrations';

/** Where clients of the API want to be told, and what they are told. */
export class Migration0026OutgoingWebhooks extends Migration {
  override up(): void {
    this.addSql(hooks);
    this.addSql(`create index outgoing_hooks_client_index on outgoing_hooks (client_id, id)`);
    this.addSql(messages);
    this.addSql(`create index hook_messages_client_index on hook_messages (client_id, id)`);
    this.addSql(`create index hook_messages_user_index on hook_messages (user_id)`);
    this.addSql(`create index hook_messages_status_index on hook_messages (status, id)`);
    this.addSql(
      `create index hook_messages_finished_index on hook_messages (finished_at)
        where finished_at is not null`,
    );
  }

  override down(): void {
    this.addSql(`drop table hook_messages`);
    this.addSql(`drop table outgoing_hooks`);
  }
}

const hooks = `
  create table outgoing_hooks (
    id uuid not null,
    client_id uuid not null,
    url text not null,
    events text not null,
    secret text not null,
    created_at timestamptz not null,
    disabled_at timestamptz null,
    constraint outgoing_hooks_pkey primary key (id),
    constraint outgoing_hooks_client_id_foreign foreign key (client_id)
      references api_clients (id) deferrable initially deferred,
    constraint outgoing_hooks_url_check check (url ~ '^https?://' and char_length(url) <= 2000),
    constraint outgoing_hooks_events_check check (
      events ~ '^[a-z]+[.][a-z]+( [a-z]+[.][a-z]+)*$'
    ),
    constraint outgoing_hooks_secret_check check (secret ~ '^whsec_[A-Za-z0-9+/]{43}=$')
  )`;

const messages = `
  create table hook_messages (
    id uuid not null,
    hook_id uuid not null,
    client_id uuid not null,
    user_id uuid not null,
    type text not null,
    topic text not null,
    body text not null,
    status text not null,
    attempts smallint not null,
    last_answer text null,
    created_at timestamptz not null,
    finished_at timestamptz null,
    constraint hook_messages_pkey primary key (id),
    constraint hook_messages_topic_unique unique (hook_id, topic),
    constraint hook_messages_hook_id_foreign foreign key (hook_id) references outgoing_hooks (id)
      on delete cascade deferrable initially deferred,
    constraint hook_messages_client_id_foreign foreign key (client_id)
      references api_clients (id) deferrable initially deferred,
    constraint hook_messages_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred,
    constraint hook_messages_status_check check (
      case status
        when 'waiting' then finished_at is null
        when 'delivered' then finished_at is not null
        when 'failed' then finished_at is not null
        else false
      end
    ),
    constraint hook_messages_attempts_check check (attempts >= 0),
    constraint hook_messages_length_check check (
      char_length(body) <= 20000 and char_length(topic) <= 200
      and char_length(coalesce(last_answer, '')) <= 100
    )
  )`;
