import { Migration } from '@mikro-orm/migrations';

/** What everybody must know of a provider that takes nothing, what operators were told, and how long work takes. */
export class Migration0009Alarms extends Migration {
  override up(): void {
    this.addSql(pauses);
    this.addSql(alarms);
    this.addSql(
      `create index trainings_succeeded_index on trainings (finished_at) where ${succeeded}`,
    );
    this.addSql(
      `create index generations_succeeded_index on generations (finished_at) where ${succeeded}`,
    );
  }

  override down(): void {
    this.addSql(`drop index generations_succeeded_index`);
    this.addSql(`drop index trainings_succeeded_index`);
    this.addSql(`drop table standing_alarms`);
    this.addSql(`drop table provider_pauses`);
  }
}

const succeeded = `status = 'succeeded'`;

const pauses = `
  create table provider_pauses (
    scope text not null,
    reason text not null,
    since timestamptz not null,
    refusals integer not null,
    probes integer not null,
    next_probe_at timestamptz null,
    probing_since timestamptz null,
    constraint provider_pauses_pkey primary key (scope),
    constraint provider_pauses_reason_check check (
      reason in ('balance-exhausted', 'unauthorized', 'unavailable')
    ),
    constraint provider_pauses_numbers_check check (refusals >= 1 and probes >= 0),
    constraint provider_pauses_probing_check check (
      probing_since is null or next_probe_at is not null
    )
  ) with (fillfactor = 50)`;

const alarms = `
  create table standing_alarms (
    name text not null,
    since timestamptz not null,
    told_at timestamptz not null,
    constraint standing_alarms_pkey primary key (name),
    constraint standing_alarms_told_check check (told_at >= since)
  )`;
