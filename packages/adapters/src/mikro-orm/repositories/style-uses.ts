import type { FavouriteStyleId, StyleUses, UserId } from '@aisha/core';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { branded, count, time } from '../mappers/columns.ts';
import { styleNameJson } from '../mappers/generation-mapper.ts';

export const styleUsesIn = (db: Database): StyleUses => ({
  ...favouritesIn(db),
  async countOrders() {
    // As many rows as there are styles, times a few.
    const rows = await db
      .selectFrom('style_counts')
      .select(['style_id', sql`sum(count)`.as('count')])
      .groupBy('style_id')
      .having(sql`sum(count)`, '>', 0)
      .orderBy('count', 'desc')
      .orderBy(sql`style_id collate "C"`)
      .execute();
    return rows.map((raw) => {
      const row = countRow.parse(raw);
      return { styleId: row.style_id, count: row.count };
    });
  },
  async findLastOrdered(userId) {
    const row = await db
      .selectFrom('generations')
      .select('style_id')
      .where('user_id', '=', userId)
      .where('purpose', '=', 'order')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.style_id ?? undefined;
  },
  async listNames(userId, styleIds) {
    if (styleIds.length === 0) return [];
    // Of each style the newest few pictures are looked at, however many there are.
    const { rows } = await sql`
      select asked.style_id, named.style_name
      from unnest(${sql.val([...styleIds])}::text[]) as asked (style_id)
      cross join lateral (
        select g.style_name
        from (
          select i.generation_id, i.id from images as i
          where i.user_id = ${userId}::uuid and i.style_id = asked.style_id
          order by i.id desc limit 40
        ) as newest
        join generations as g on g.id = newest.generation_id
        where g.style_name is not null
        order by newest.id desc limit 1
      ) as named`.execute(db);
    return rows.map((raw) => {
      const row = nameRow.parse(raw);
      return { styleId: row.style_id, name: row.style_name };
    });
  },
});

const countRow = z.object({ style_id: z.string(), count });
const nameRow = z.object({ style_id: z.string(), style_name: styleNameJson });
const favouriteRow = z.object({
  id: branded<FavouriteStyleId>(),
  user_id: branded<UserId>(),
  style_id: z.string(),
  marked_at: time,
});

const favouritesIn = (
  db: Database,
): Pick<StyleUses, 'listFavourites' | 'addFavourite' | 'deleteFavourite'> => ({
  async listFavourites(userId, limit) {
    const rows = await db
      .selectFrom('favourite_styles')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map((raw) => {
      const row = favouriteRow.parse(raw);
      return {
        id: row.id,
        userId: row.user_id,
        styleId: row.style_id,
        markedAt: row.marked_at,
      };
    });
  },
  async addFavourite({ id, userId, styleId, markedAt }) {
    await db
      .insertInto('favourite_styles')
      .values({ id, user_id: userId, style_id: styleId, marked_at: markedAt })
      .onConflict((conflict) => conflict.columns(['user_id', 'style_id']).doNothing())
      .execute();
  },
  async deleteFavourite(userId, styleId) {
    await db
      .deleteFrom('favourite_styles')
      .where('user_id', '=', userId)
      .where('style_id', '=', styleId)
      .execute();
  },
});
