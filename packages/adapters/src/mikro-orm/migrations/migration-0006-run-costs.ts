import { Migration } from '@mikro-orm/migrations';

/**
 * What each run costs us at the provider, and the runs that came of one submission taken twice. The
 * defaults serve a process of the version before, which writes none of this.
 */
export class Migration0006RunCosts extends Migration {
  override up(): void {
    this.addSql(columns);
    this.addSql(`update provider_runs set billing = 'free' where status = 'refused'`);
    this.addSql(
      `update provider_runs set billing = 'maybe' where status in ('ended', 'abandoned')`,
    );
    for (const subject of ['training', 'generation']) {
      const name = `provider_runs_${subject}_id_try_number_unique`;
      this.addSql(`alter table provider_runs drop constraint ${name}`);
      this.addSql(
        `create unique index ${name} on provider_runs (${subject}_id, try_number) where orphan_of_id is null`,
      );
    }
    this.addSql(`drop index provider_runs_due_index`);
    this.addSql(
      `create index provider_runs_due_index on provider_runs (next_check_at) where ${watched}`,
    );
  }

  override down(): void {
    this.addSql(`delete from provider_events where run_id in (${orphans})`);
    this.addSql(`delete from provider_runs where orphan_of_id is not null`);
    this.addSql(`drop index provider_runs_due_index`);
    for (const subject of ['training', 'generation']) {
      const name = `provider_runs_${subject}_id_try_number_unique`;
      this.addSql(`drop index ${name}`);
      this.addSql(
        `alter table provider_runs add constraint ${name} unique (${subject}_id, try_number)`,
      );
    }
    this.addSql(
      `create index provider_runs_due_index on provider_runs (next_check_at) where ${watchedBefore}`,
    );
    this.addSql(
      `alter table provider_runs drop column expected_micro_usd, drop column billing, drop column orphan_of_id`,
    );
  }
}

const watchedBefore = `status in ('intended', 'accepted') and next_check_at is not null`;
const watched = `status in ('intended', 'accepted', 'abandoned') and next_check_at is not null`;
const orphans = `select id from provider_runs where orphan_of_id is not null`;

const columns = `
  alter table provider_runs
    add column expected_micro_usd bigint not null default 0,
    add column billing text not null default 'open',
    add column orphan_of_id uuid null,
    add constraint provider_runs_orphan_of_id_foreign foreign key (orphan_of_id)
      references provider_runs (id) deferrable initially deferred,
    add constraint provider_runs_cost_check check (
      expected_micro_usd >= 0 and billing in ('open', 'billed', 'free', 'maybe')
    ),
    add constraint provider_runs_orphan_check check (
      orphan_of_id is null
      or (orphan_of_id <> id and request_id is not null and status in ('abandoned', 'ended'))
    )`;
