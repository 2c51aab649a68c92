import { randomUUID } from 'node:crypto';
import type { AvatarId, UserId } from '@aisha/core';
import type { Client } from 'pg';

export type FilledGallery = {
  readonly userId: UserId;
  readonly avatarIds: readonly AvatarId[];
  readonly styleIds: readonly string[];
  /** Oldest first. */
  readonly months: readonly number[];
};

const avatars = 5;
const styleIds = ['film-noir', 'oil-painting', 'by-the-sea'];
/** Between two pictures: a million of them span about three years. */
const secondsApart = 95;
const firstAt = Date.UTC(2023, 9, 1);

/**
 * One person's pictures, and some of other people among them, written without the checks that would
 * look at each row, and without the indexes that no page is read by.
 */
export const fillGallery = async (
  client: Client,
  { pictures, userId }: { pictures: number; userId: UserId },
): Promise<FilledGallery> => {
  const avatarIds = Array.from({ length: avatars }, () => randomUUID() as AvatarId);
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  await client.query('alter table images drop constraint images_generation_id_index_unique');
  await client.query('drop index images_blob_key_index, images_thumbnail_key_index');
  await client.query(
    `create temporary table choices on commit drop as
    select * from unnest($1::uuid[]) with ordinality as avatars (avatar_id, place)`,
    [avatarIds],
  );
  await client.query(insertPictures, [userId, pictures, styleIds, firstAt, secondsApart * 1000]);
  await client.query('commit');
  await client.query('vacuum analyze images');
  const months = await client.query<{ month: number }>(
    'select distinct month from images where user_id = $1 order by month',
    [userId],
  );
  return { userId, avatarIds, styleIds, months: months.rows.map(({ month }) => month) };
};

/** One row of eleven is somebody else's, so that one person's are not all there is. */
const insertPictures = `
  insert into images (id, user_id, generation_id, avatar_id, style_id, month, index, blob_key,
    thumbnail_key, sha256, bytes, content_type, width, height, seed, shown_as, is_favourite, created_at)
  select
    (lpad(to_hex(ms), 12, '0') || '70008000' || lpad(to_hex(at), 12, '0'))::uuid,
    case when at % 11 < 10 then $1::uuid else md5('somebody ' || at % 2000)::uuid end,
    md5('order ' || at / 8)::uuid,
    avatar_id,
    case when at % 3 = 0 then ($3::text[])[1 + at / 3 % 3] end,
    (extract(year from made at time zone 'UTC') * 100
      + extract(month from made at time zone 'UTC'))::integer,
    at % 8,
    'images/' || at || '.png', 'images/' || at || '.thumbnail.jpg', repeat('0', 64),
    1500000, 'image/png', 896, 1152, at, 'AgACAgIAAxkDAAI' || at, at % 8 = 0, made
  from generate_series(0, $2::integer * 11 / 10 - 1) as at
  cross join lateral (select ($4::bigint + at * $5::bigint) as ms) as time
  cross join lateral (select to_timestamp(ms / 1000.0) as made) as moment
  join choices on place = 1 + at % ${avatars}`;
