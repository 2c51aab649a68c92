import { Migration } from '@mikro-orm/migrations';

/** What operators changed, who and why, written once and then as it is for ever; and the queues that they stopped. */
export class Migration0022AuditLog extends Migration {
  override up(): void {
    this.addSql(log);
    this.addSql(`create index audit_log_action_index on audit_log (action, id)`);
    this.addSql(`create index audit_log_subject_index on audit_log (subject, id)`);
    this.addSql(`create index audit_log_who_index on audit_log (who, id)`);
    this.addSql(refusal);
    this.addSql(`
      create trigger audit_log_append_only before update or delete or truncate on audit_log
        for each statement execute function refuse_audit_change()`);
    this.addSql(pauses);
  }

  override down(): void {
    this.addSql(`drop table queue_pauses`);
    this.addSql(`drop table audit_log`);
    this.addSql(`drop function refuse_audit_change()`);
  }
}

const log = `
  create table audit_log (
    id uuid not null,
    at timestamptz not null,
    who text not null,
    why text null,
    action text not null,
    subject text not null,
    details jsonb not null,
    constraint audit_log_pkey primary key (id),
    constraint audit_log_who_check check (char_length(who) between 1 and 100),
    constraint audit_log_why_check check (char_length(why) between 1 and 500),
    constraint audit_log_action_check check (
      char_length(action) <= 100 and action ~ '^[a-z-]+([.][a-z-]+)*$'
    ),
    constraint audit_log_subject_check check (char_length(subject) between 1 and 200),
    constraint audit_log_details_check check (
      jsonb_typeof(details) = 'object' and octet_length(details::text) <= 10000
    )
  )`;

// Whoever owns the table can drop the trigger: this is against mistakes and against the program itself.
const refusal = `
  create function refuse_audit_change() returns trigger language plpgsql as $$
  begin
    raise exception 'the audit log is only ever added to' using errcode = 'restrict_violation';
  end $$`;

const pauses = `
  create table queue_pauses (
    name text not null,
    since timestamptz not null,
    constraint queue_pauses_pkey primary key (name),
    constraint queue_pauses_name_check check (char_length(name) between 1 and 100)
  )`;
