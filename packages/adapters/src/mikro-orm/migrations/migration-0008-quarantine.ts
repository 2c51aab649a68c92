import { Migration } from '@mikro-orm/migrations';

/**
 * A database that was restored from a backup hears of runs it does not know. Their events are kept,
 * and set aside once somebody has looked for the run in vain.
 */
export class Migration0008Quarantine extends Migration {
  override up(): void {
    this.addSql(`alter table provider_events
      drop constraint provider_events_run_id_foreign,
      add column quarantined_at timestamptz null`);
    this.addSql(`create index provider_events_quarantined_index
      on provider_events (quarantined_at) where quarantined_at is not null`);
  }

  override down(): void {
    this.addSql(`delete from provider_events as event where not exists (
      select from provider_runs as run where run.id = event.run_id
    )`);
    this.addSql(`drop index provider_events_quarantined_index`);
    this.addSql(`alter table provider_events
      drop column quarantined_at,
      add constraint provider_events_run_id_foreign foreign key (run_id)
        references provider_runs (id) deferrable initially deferred`);
  }
}
