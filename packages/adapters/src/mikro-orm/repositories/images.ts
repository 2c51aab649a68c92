import type { Images, UserId } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { fromImage, toImage } from '../mappers/image-mapper.ts';
import { isId } from './identifiers.ts';

export const imagesIn = (db: Database): Images => {
  const ofUser = (userId: UserId) => db.selectFrom('images').where('user_id', '=', userId);
  return {
    async find(id, userId) {
      if (!isId(id)) return undefined;
      const row = await ofUser(userId).selectAll().where('id', '=', id).executeTakeFirst();
      return row && toImage(row);
    },
    async listOfGeneration(generationId, userId) {
      if (!isId(generationId)) return [];
      const mine = ofUser(userId).selectAll().where('generation_id', '=', generationId);
      const rows = await mine.orderBy('index').execute();
      return rows.map(toImage);
    },
    async list(userId, { limit, before }) {
      if (before !== undefined && !isId(before)) return [];
      const rows = await ofUser(userId)
        .selectAll()
        .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toImage);
    },
    async count(userId) {
      const counted = ofUser(userId).select((eb) => eb.fn.countAll().as('count'));
      return Number((await counted.executeTakeFirstOrThrow()).count);
    },
    async addAll(images) {
      if (images.length === 0) return;
      await db
        .insertInto('images')
        .values(images.map(fromImage))
        .onConflict((conflict) => conflict.columns(['generation_id', 'index']).doNothing())
        .execute();
    },
    async markShown(id, shownAs) {
      await db.updateTable('images').set({ shown_as: shownAs }).where('id', '=', id).execute();
    },
  };
};
