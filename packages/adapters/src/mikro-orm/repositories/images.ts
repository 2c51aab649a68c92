import type { Images, UserId } from '@aisha/core';
import { sql } from 'kysely';
import type { Database } from '../entities/index.ts';
import { toImage } from '../mappers/image-mapper.ts';
import { isId } from './identifiers.ts';
import { imageChangesIn } from './image-changes.ts';
import { imageCountsIn } from './image-counts.ts';
import { imagePagesIn } from './image-pages.ts';

export const imagesIn = (db: Database): Images => {
  const ofUser = (userId: UserId) => db.selectFrom('images').where('user_id', '=', userId);
  return {
    ...imageCountsIn(db),
    ...imageChangesIn(db),
    ...imagePagesIn(db),
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
    async listOfTraining(trainingId, userId, { limit, first }) {
      if (!isId(trainingId)) return [];
      const rows = await db
        .selectFrom('generations')
        .innerJoin('images', 'images.generation_id', 'generations.id')
        .selectAll('images')
        .where('generations.training_id', '=', trainingId)
        .where('images.user_id', '=', userId)
        .$if(first === 'previews', (query) =>
          query.orderBy(sql`generations.purpose = 'preview'`, 'desc'),
        )
        .orderBy('generations.id', 'desc')
        .orderBy('images.index')
        .limit(limit)
        .execute();
      return rows.map(toImage);
    },
    async listByIds(ids, userId) {
      const known = ids.filter(isId);
      if (known.length === 0) return [];
      const rows = await ofUser(userId)
        .selectAll()
        .where('id', 'in', known)
        .orderBy('id', 'desc')
        .execute();
      return rows.map(toImage);
    },
  };
};
