import { Migration } from '@mikro-orm/migrations';

/** What a gallery of any size is browsed by: of which avatar and style a picture is, its month, favourites, and how many there are. */
export class Migration0012Gallery extends Migration {
  override up(): void {
    this.addSql(`alter table generations add column style_id text null`);
    this.addSql(`alter table generations add column like_image_id uuid null`);
    this.addSql(columns);
    this.addSql(`update images set avatar_id = g.avatar_id, month = ${monthOf('images.created_at')}
      from generations g where g.id = images.generation_id`);
    this.addSql(`alter table images alter column avatar_id set not null`);
    this.addSql(`alter table images alter column month set not null`);
    for (const index of indexes) this.addSql(index);
    this.addSql(fromOrder);
    this.addSql(`create trigger images_from_order before insert on images
      for each row execute function images_from_order()`);
    this.addSql(counts);
    this.addSql(`insert into image_counts (user_id, kind, key, count) ${countedIn('images')}`);
    for (const [name, body] of Object.entries(counting)) this.addSql(functionOf(name, body));
    for (const trigger of triggers) this.addSql(trigger);
  }

  override down(): void {
    for (const name of Object.keys(counting)) {
      this.addSql(`drop trigger ${name} on images`);
      this.addSql(`drop function ${name}`);
    }
    this.addSql(`drop table image_counts`);
    this.addSql(`drop trigger images_from_order on images`);
    this.addSql(`drop function images_from_order`);
    // The indexes and checks of a column go with it.
    this.addSql(`alter table images drop column avatar_id, drop column style_id,
      drop column month, drop column is_favourite, drop column filed_as`);
    this.addSql(`alter table generations drop column style_id, drop column like_image_id`);
  }
}

const monthOf = (column: string): string => `
  (extract(year from ${column} at time zone 'UTC') * 100
    + extract(month from ${column} at time zone 'UTC'))::integer`;

const columns = `
  alter table images
    add column avatar_id uuid null,
    add column style_id text null,
    add column month integer null,
    add column is_favourite boolean not null default false,
    add column filed_as text null,
    add constraint images_month_check check (month between 197001 and 999912 and month % 100 between 1 and 12)`;

const indexes = [
  `create index images_avatar_index on images (user_id, avatar_id, id)`,
  `create index images_month_index on images (user_id, month, id)`,
  `create index images_style_index on images (user_id, style_id, id) where style_id is not null`,
  `create index images_favourites_index on images (user_id, id) where is_favourite`,
];

// What is written down twice is written by the database, so that it cannot differ. The order is
// there before its pictures are.
const fromOrder = `
  create function images_from_order() returns trigger language plpgsql as $$
  begin
    select avatar_id, style_id into new.avatar_id, new.style_id
      from generations where id = new.generation_id;
    new.month := ${monthOf('new.created_at')};
    return new;
  end $$`;

const counts = `
  create table image_counts (
    user_id uuid not null,
    kind text not null,
    key text not null,
    count integer not null,
    constraint image_counts_pkey primary key (user_id, kind, key),
    constraint image_counts_kind_check check (
      kind in ('all', 'avatar', 'favourite', 'month', 'style')
    ),
    constraint image_counts_count_check check (count >= 0)
  ) with (fillfactor = 50)`;

// In order, so that two who count for one person wait for each other and never crosswise.
const countedIn = (rows: string): string => `
  select user_id, kind, key, count(*) from ${rows} cross join lateral (values
    ('all', ''), ('avatar', avatar_id::text), ('month', month::text),
    ('style', style_id), ('favourite', case when is_favourite then '' end)
  ) as part (kind, key)
  where key is not null
  group by user_id, kind, key order by user_id, kind, key`;

const counting = {
  images_counted_in: `
    insert into image_counts (user_id, kind, key, count) ${countedIn('added')}
      on conflict (user_id, kind, key) do update set count = image_counts.count + excluded.count;`,
  images_counted_out: `
    perform from image_counts where kind = 'all' and user_id in (select user_id from removed)
      order by user_id for update;
    update image_counts set count = image_counts.count - gone.count
      from (${countedIn('removed')}) as gone
      where image_counts.user_id = gone.user_id and image_counts.kind = gone.kind
        and image_counts.key = gone.key;
    delete from image_counts where count = 0 and user_id in (select user_id from removed);`,
  images_favoured: `
    insert into image_counts (user_id, kind, key, count)
      values (new.user_id, 'favourite', '', new.is_favourite::integer)
      on conflict (user_id, kind, key) do update
      set count = image_counts.count + case when new.is_favourite then 1 else -1 end;`,
} as const;

const functionOf = (name: string, body: string): string => `
  create function ${name}() returns trigger language plpgsql as $$
  begin
    ${body}
    return null;
  end $$`;

const triggers = [
  `create trigger images_counted_in after insert on images
    referencing new table as added for each statement execute function images_counted_in()`,
  `create trigger images_counted_out after delete on images
    referencing old table as removed for each statement execute function images_counted_out()`,
  `create trigger images_favoured after update of is_favourite on images for each row
    when (old.is_favourite <> new.is_favourite) execute function images_favoured()`,
];
