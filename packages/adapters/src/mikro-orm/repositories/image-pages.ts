import type { ImageFilter, ImageId, Images, UserId } from '@aisha/core';
import { sql } from 'kysely';
import type { Database } from '../entities/index.ts';
import { toImage } from '../mappers/image-mapper.ts';
import { isId } from './identifiers.ts';

/** How a gallery is looked through. Each method is one question, whose cost does not grow with the gallery. */
export const imagePagesIn = (db: Database): Pick<Images, 'findBetween' | 'list'> => {
  const shown = shownIn(db);
  return {
    async findBetween(id, userId, filter) {
      if (!isId(id)) return undefined;
      const others = () => shown(userId, filter).select('images.id').limit(1);
      const row = await shown(userId, undefined)
        .selectAll()
        .select(others().where('id', '>', id).orderBy('id').as('newer'))
        .select(others().where('id', '<', id).orderBy('id', 'desc').as('older'))
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) return undefined;
      const { newer, older } = row as { newer: ImageId | null; older: ImageId | null };
      return { image: toImage(row), newer: newer ?? undefined, older: older ?? undefined };
    },
    async list(userId, { limit, before, after, filter }) {
      if ([before, after].some((id) => id !== undefined && !isId(id))) return [];
      // The nearest of the newer ones come first when they are looked for from below.
      const isUpwards = after !== undefined;
      const rows = await shown(userId, filter)
        .selectAll()
        .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
        .$if(isUpwards, (query) => query.where('id', '>', after ?? ''))
        .orderBy('id', isUpwards ? 'asc' : 'desc')
        .limit(limit)
        .execute();
      const images = rows.map(toImage);
      return isUpwards ? images.toReversed() : images;
    },
  };
};

/**
 * What a filter shows; each kind has an index that ends with the id, by which pages are cut. A value
 * beside the SQL would hide from a prepared statement that the index of favourites fits.
 */
const shownIn = (db: Database) => (userId: UserId, filter: ImageFilter | undefined) => {
  const mine = db.selectFrom('images').where('user_id', '=', userId);
  switch (filter?.type) {
    case undefined:
      return mine;
    case 'favourites':
      return mine.where(sql<boolean>`is_favourite`);
    case 'avatar':
      return mine.where('avatar_id', '=', filter.avatarId);
    case 'style':
      return mine.where('style_id', '=', filter.styleId);
    case 'month':
      return mine.where('month', '=', filter.month);
  }
};
