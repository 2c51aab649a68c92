import type { AvatarId, ImageCounts, Images } from '@aisha/core';
import { sql } from 'kysely';
import type { Database } from '../entities/index.ts';

type Count = { readonly kind: string; readonly key: string; readonly count: number };

/** How many pictures there are, as the database has kept it with each change: nothing is counted here. */
export const imageCountsIn = (db: Database): Pick<Images, 'count' | 'countBy'> => ({
  async count(userId) {
    const row = await db
      .selectFrom('image_counts')
      .select('count')
      .where('user_id', '=', userId)
      .where('kind', '=', 'all')
      .executeTakeFirst();
    return row?.count ?? 0;
  },
  async countBy(userId) {
    const rows = await db
      .selectFrom('image_counts')
      .select(['kind', 'key', 'count'])
      .where('user_id', '=', userId)
      .where('count', '>', 0)
      .orderBy('count', 'desc')
      .orderBy(sql`key collate "C"`)
      .execute();
    return toCounts(rows);
  },
});

const toCounts = (rows: readonly Count[]): ImageCounts => {
  const of = (kind: string): readonly Count[] => rows.filter((row) => row.kind === kind);
  return {
    all: of('all')[0]?.count ?? 0,
    favourites: of('favourite')[0]?.count ?? 0,
    byAvatar: of('avatar').map(({ key, count }) => ({ avatarId: key as AvatarId, count })),
    byStyle: of('style').map(({ key, count }) => ({ styleId: key, count })),
    byMonth: of('month')
      .map(({ key, count }) => ({ month: Number(key), count }))
      .toSorted((one, other) => other.month - one.month),
  };
};
