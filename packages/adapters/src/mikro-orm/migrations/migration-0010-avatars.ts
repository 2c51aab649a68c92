import { Migration } from '@mikro-orm/migrations';

/** One main avatar a person, first pictures of a version, and versions whose weights were removed with their avatar. */
export class Migration0010Avatars extends Migration {
  override up(): void {
    this.addSql(oneMainEach);
    this.addSql(`create unique index avatars_main_unique on avatars (user_id) where is_main`);
    // Processes of the version before say nothing of a purpose, and only write orders.
    this.addSql(`alter table generations add column purpose text not null default 'order'`);
    this.addSql(`alter table generations add constraint generations_purpose_check
      check (purpose in ('order', 'preview') and (purpose = 'order' or price = 0))`);
    this.addSql(`create unique index generations_preview_unique on generations (training_id)
      where purpose = 'preview'`);
    this.addSql(`create index generations_training_id_index on generations (training_id, id)`);
    this.addSql(`alter table trainings add column result_deleted_at timestamptz null`);
    this.addSql(resultCheck(resultOrDeleted));
  }

  override down(): void {
    this.addSql(`update trainings set status = 'expired' where result_deleted_at is not null`);
    this.addSql(resultCheck(result));
    this.addSql(`alter table trainings drop column result_deleted_at`);
    this.addSql(`drop index generations_training_id_index`);
    this.addSql(`drop index generations_preview_unique`);
    this.addSql(`alter table generations drop constraint generations_purpose_check`);
    this.addSql(`alter table generations drop column purpose`);
    this.addSql(`drop index avatars_main_unique`);
  }
}

/** The oldest of several stays, and who has none gets their oldest. */
const oneMainEach = `
  update avatars set is_main = avatars.id = main.id
  from (
    select distinct on (user_id) user_id, id from avatars where status <> 'deleted'
    order by user_id, is_main desc, id
  ) as main
  where avatars.user_id = main.user_id and avatars.status <> 'deleted'
    and avatars.is_main <> (avatars.id = main.id)`;

const result = `(status = 'succeeded') = (lora_blob_key is not null or finetune_id is not null)`;

const resultOrDeleted = `
  (status = 'succeeded')
    = (lora_blob_key is not null or finetune_id is not null or result_deleted_at is not null)
  and (result_deleted_at is null or num_nonnulls(lora_blob_key, finetune_id, output) = 0)`;

const resultCheck = (condition: string): string => `
  alter table trainings drop constraint trainings_result_check,
    add constraint trainings_result_check check (${condition})`;
