import type { ImageId, Images } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { fromImage, toImage } from '../mappers/image-mapper.ts';
import { isId } from './identifiers.ts';

type Changes = Pick<Images, 'addAll' | 'markShown' | 'markFiled' | 'markFavourite' | 'delete'>;

/** What is counted of pictures changes with them, by triggers. */
export const imageChangesIn = (db: Database): Changes => {
  const change = (id: ImageId, changes: { shown_as: string } | { filed_as: string }) =>
    db.updateTable('images').set(changes).where('id', '=', id).execute();
  return {
    async addAll(images) {
      if (images.length === 0) return;
      await db
        .insertInto('images')
        .values(images.map(fromImage))
        .onConflict((conflict) => conflict.columns(['generation_id', 'index']).doNothing())
        .execute();
    },
    async markShown(id, shownAs) {
      await change(id, { shown_as: shownAs });
    },
    async markFiled(id, filedAs) {
      await change(id, { filed_as: filedAs });
    },
    async markFavourite(id, userId, isFavourite) {
      if (!isId(id)) return false;
      const marked = await db
        .updateTable('images')
        .set({ is_favourite: isFavourite })
        .where('id', '=', id)
        .where('user_id', '=', userId)
        .executeTakeFirst();
      return marked.numUpdatedRows === 1n;
    },
    async delete(id, userId) {
      if (!isId(id)) return undefined;
      const row = await db
        .deleteFrom('images')
        .where('id', '=', id)
        .where('user_id', '=', userId)
        .returningAll()
        .executeTakeFirst();
      return row && toImage(row);
    },
  };
};
