import { Migration } from '@mikro-orm/migrations';

/** What was asked of the provider and what it told us. */
export class Migration0004Provider extends Migration {
  override up(): void {
    this.addSql(runs);
    this.addSql(
      `create index provider_runs_due_index on provider_runs (next_check_at) where ${open}`,
    );
    this.addSql(events);
    this.addSql(`create index provider_events_run_id_index on provider_events (run_id)`);
  }

  override down(): void {
    this.addSql(`drop table provider_events`);
    this.addSql(`drop table provider_runs`);
  }
}

const open = `status in ('intended', 'accepted') and next_check_at is not null`;

const runs = `
  create table provider_runs (
    id uuid not null,
    user_id uuid not null,
    training_id uuid null,
    generation_id uuid null,
    try_number integer not null,
    spent_tries integer not null,
    endpoint text not null,
    status text not null,
    request_id text null,
    accepted_at timestamptz null,
    next_check_at timestamptz null,
    checks integer not null,
    misses integer not null,
    created_at timestamptz not null,
    constraint provider_runs_pkey primary key (id),
    constraint provider_runs_training_id_try_number_unique unique (training_id, try_number),
    constraint provider_runs_generation_id_try_number_unique unique (generation_id, try_number),
    constraint provider_runs_request_id_unique unique (request_id),
    constraint provider_runs_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred,
    constraint provider_runs_training_id_foreign foreign key (training_id)
      references trainings (id) deferrable initially deferred,
    constraint provider_runs_generation_id_foreign foreign key (generation_id)
      references generations (id) deferrable initially deferred,
    constraint provider_runs_subject_check check (num_nonnulls(training_id, generation_id) = 1),
    constraint provider_runs_status_check check (
      status in ('intended', 'accepted', 'refused', 'abandoned', 'ended')
    ),
    constraint provider_runs_accepted_check check (
      status <> 'accepted' or request_id is not null
    ),
    constraint provider_runs_numbers_check check (
      try_number >= 1 and spent_tries between 0 and try_number - 1 and checks >= 0 and misses >= 0
    )
  ) with (autovacuum_vacuum_scale_factor = 0.05)`;

// The payload stays as it came: json, unlike jsonb, also keeps text with U+0000 in it.
const events = `
  create table provider_events (
    id uuid not null,
    request_id text not null,
    run_id uuid not null,
    outcome text not null,
    payload json null,
    received_at timestamptz not null,
    constraint provider_events_pkey primary key (id),
    constraint provider_events_request_id_outcome_unique unique (request_id, outcome),
    constraint provider_events_run_id_foreign foreign key (run_id) references provider_runs (id)
      deferrable initially deferred,
    constraint provider_events_outcome_check check (outcome in ('succeeded', 'failed'))
  )`;
