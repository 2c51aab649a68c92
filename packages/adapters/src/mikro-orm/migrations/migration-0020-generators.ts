import { Migration } from '@mikro-orm/migrations';

/** Pictures that are of nobody's avatar. */
export class Migration0020Generators extends Migration {
  override up(): void {
    this.addSql(`
      alter table generations
        alter column avatar_id drop not null,
        alter column training_id drop not null,
        add constraint generations_avatar_check check (
          (avatar_id is null) = (training_id is null)
          and (purpose = 'order' or avatar_id is not null)
        ),
        add constraint generations_task_check check (
          coalesce(request ->> 'task', 'vary') in ('vary', 'enlarge')
          and (request ->> 'task' is null or like_image_id is not null)
        )`);
    this.addSql(`alter table images alter column avatar_id drop not null`);
  }

  // What the older version cannot tell of goes with it; what was paid for it stays in the ledger.
  override down(): void {
    this.addSql(`delete from images where avatar_id is null`);
    this.addSql(`delete from generations where avatar_id is null`);
    this.addSql(`alter table images alter column avatar_id set not null`);
    this.addSql(`
      alter table generations
        drop constraint generations_avatar_check,
        drop constraint generations_task_check,
        alter column avatar_id set not null,
        alter column training_id set not null`);
  }
}
