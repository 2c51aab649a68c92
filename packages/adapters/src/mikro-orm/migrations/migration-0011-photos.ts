import { Migration } from '@mikro-orm/migrations';

/** What could be better about a photo, its thumbnail, and the photo that it replaces. */
export class Migration0011Photos extends Migration {
  override up(): void {
    this.addSql(`
      alter table photos
        add column warnings text[] not null default '{}',
        add column thumbnail_key text null,
        add column replaces_id uuid null,
        add constraint photos_warnings_check check (
          warnings <@ array['photo.narrow', 'photo.dark', 'photo.bright', 'photo.soft']
          and (warnings = '{}' or status = 'accepted')
        ),
        add constraint photos_thumbnail_check check (
          thumbnail_key is null or status <> 'received'
        ),
        add constraint photos_replaces_check check (replaces_id <> id)`);
    this.addSql(`create index photos_thumbnail_key_index on photos (thumbnail_key collate "C")`);
  }

  override down(): void {
    this.addSql(`drop index photos_thumbnail_key_index`);
    this.addSql(`
      alter table photos
        drop column replaces_id,
        drop column thumbnail_key,
        drop column warnings`);
  }
}
