import { Migration } from '@mikro-orm/migrations';

/** What people make of the ready styles: what each order's was called, how often it was ordered, who likes it. */
export class Migration0018Styles extends Migration {
  override up(): void {
    this.addSql(names);
    this.addSql(favourites);
    this.addSql(`create unique index favourite_styles_style_unique
      on favourite_styles (user_id, style_id)`);
    this.addSql(counts);
    this.addSql(`insert into style_counts (style_id, shard, count) ${countedIn('generations')}`);
    this.addSql(functionOf('style_ordered', ordered));
    this.addSql(functionOf('styles_forgotten', forgotten));
    for (const trigger of triggers) this.addSql(trigger);
  }

  override down(): void {
    this.addSql(`drop trigger style_ordered on generations`);
    this.addSql(`drop trigger styles_forgotten on generations`);
    this.addSql(`drop function style_ordered`);
    this.addSql(`drop function styles_forgotten`);
    this.addSql(`drop table style_counts`);
    this.addSql(`drop table favourite_styles`);
    this.addSql(`alter table generations drop column style_name`);
  }
}

const names = `
  alter table generations
    add column style_name jsonb null,
    add constraint generations_style_name_check check (style_name is null or style_id is not null)`;

const favourites = `
  create table favourite_styles (
    id uuid not null,
    user_id uuid not null,
    style_id text not null,
    marked_at timestamptz not null,
    constraint favourite_styles_pkey primary key (id),
    constraint favourite_styles_user_id_foreign foreign key (user_id) references users (id)
      deferrable initially deferred,
    constraint favourite_styles_style_id_check check (length(style_id) between 1 and 100)
  )`;

// Everybody orders what is popular, at once. One number a style would be one row that all of them wait
// for; sixteen of it, each with its share of the people, are as quickly added up.
const counts = `
  create table style_counts (
    style_id text not null,
    shard smallint not null,
    count integer not null,
    constraint style_counts_pkey primary key (style_id, shard),
    constraint style_counts_shard_check check (shard between 0 and 15),
    constraint style_counts_count_check check (count >= 0)
  ) with (fillfactor = 50)`;

/** A person's last hexadecimal digit, which is one like any other. */
const shardOf = (userId: string): string =>
  `('x' || right(${userId}::text, 1))::bit(4)::integer::smallint`;

// In order, so that two who count at once wait for each other and never crosswise.
const countedIn = (rows: string): string => `
  select style_id, ${shardOf('user_id')} as shard, count(*) as count
  from ${rows} where style_id is not null
  group by 1, 2 order by 1, 2`;

const ordered = `
  insert into style_counts (style_id, shard, count)
    values (new.style_id, ${shardOf('new.user_id')}, 1)
    on conflict (style_id, shard) do update set count = style_counts.count + 1;`;

const forgotten = `
  perform from style_counts join (${countedIn('removed')}) as gone using (style_id, shard)
    order by style_counts.style_id, style_counts.shard for update of style_counts;
  update style_counts set count = style_counts.count - gone.count
    from (${countedIn('removed')}) as gone
    where style_counts.style_id = gone.style_id and style_counts.shard = gone.shard;
  delete from style_counts using removed
    where style_counts.count = 0 and style_counts.style_id = removed.style_id
      and style_counts.shard = ${shardOf('removed.user_id')};`;

const functionOf = (name: string, body: string): string => `
  create function ${name}() returns trigger language plpgsql as $$
  begin
    ${body}
    return null;
  end $$`;

const triggers = [
  `create trigger style_ordered after insert on generations for each row
    when (new.style_id is not null) execute function style_ordered()`,
  `create trigger styles_forgotten after delete on generations
    referencing old table as removed for each statement execute function styles_forgotten()`,
];
