import { Migration } from '@mikro-orm/migrations';

/** Holds that expire, one hold for one thing, and what is asked when books and bytes are looked over. */
export class Migration0007Money extends Migration {
  override up(): void {
    // Processes of the version before write no time of expiry, and run beside this one for a while.
    this.addSql(`alter table holds add column expires_at timestamptz not null
      default now() + interval '2 hours'`);
    this.addSql(holdStatuses(`'held', 'captured', 'released', 'expired'`));
    this.addSql(`create index holds_expiry_index on holds (expires_at) where status = 'held'`);
    for (const table of ['trainings', 'generations']) {
      this.addSql(`alter table ${table} add constraint ${table}_hold_check check (hold_id = id)`);
    }
    this.addSql(refuseSharedHold);
    this.addSql(ownHold('trainings', 'generations'));
    this.addSql(ownHold('generations', 'trainings'));
    for (const [name, table, column] of blobIndexes) {
      this.addSql(`create index ${name} on ${table} (${column} collate "C")`);
    }
  }

  override down(): void {
    for (const [name] of blobIndexes) this.addSql(`drop index ${name}`);
    for (const table of ['generations', 'trainings']) {
      this.addSql(`drop trigger ${table}_own_hold on ${table}`);
      this.addSql(`alter table ${table} drop constraint ${table}_hold_check`);
    }
    this.addSql(`drop function refuse_shared_hold`);
    this.addSql(`drop index holds_expiry_index`);
    this.addSql(`update holds set status = 'released' where status = 'expired'`);
    this.addSql(holdStatuses(`'held', 'captured', 'released'`));
    this.addSql(`alter table holds drop column expires_at`);
  }
}

const holdStatuses = (statuses: string): string => `
  alter table holds drop constraint holds_status_check,
    add constraint holds_status_check check (status in (${statuses}))`;

/** A training and a generation of the same id would share its hold. */
const refuseSharedHold = `
  create function refuse_shared_hold() returns trigger language plpgsql as $$
  declare
    shared boolean;
  begin
    execute format('select exists (select from %I where hold_id = $1 and id = $1)', tg_argv[0])
      into shared using new.hold_id;
    if shared then
      raise exception 'hold % pays for something in % already', new.hold_id, tg_argv[0]
        using errcode = 'check_violation';
    end if;
    return null;
  end $$`;

const ownHold = (table: string, other: string): string => `
  create constraint trigger ${table}_own_hold after insert on ${table}
  deferrable initially deferred for each row execute function refuse_shared_hold('${other}')`;

/** Keys in the order in which stores list them, byte by byte. */
const blobIndexes = [
  ['photos_blob_key_index', 'photos', 'blob_key'],
  ['images_blob_key_index', 'images', 'blob_key'],
  ['images_thumbnail_key_index', 'images', 'thumbnail_key'],
  ['trainings_lora_blob_key_index', 'trainings', 'lora_blob_key'],
  ['trainings_lora_config_blob_key_index', 'trainings', 'lora_config_blob_key'],
] as const;
