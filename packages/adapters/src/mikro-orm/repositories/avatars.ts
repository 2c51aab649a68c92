import type { AvatarId, Avatars, UserId } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { fromAvatar, toAvatar } from '../mappers/avatar-mapper.ts';
import { summariesOf } from './avatar-summaries.ts';
import { isId } from './identifiers.ts';

export const avatarsIn = (db: Database): Avatars => {
  const owned = (userId: UserId) =>
    db.selectFrom('avatars').where('user_id', '=', userId).where('status', '<>', 'deleted');
  const one = (id: AvatarId, userId: UserId) => owned(userId).selectAll().where('id', '=', id);
  return {
    ...writesIn(db),
    async find(id, userId) {
      if (!isId(id)) return undefined;
      const row = await one(id, userId).executeTakeFirst();
      return row && toAvatar(row);
    },
    async findForUpdate(id, userId) {
      if (!isId(id)) return undefined;
      // Photos and trainings refer to the avatar and may go on doing so: the key itself stays free.
      const row = await one(id, userId).forNoKeyUpdate().executeTakeFirst();
      return row && toAvatar(row);
    },
    async list(userId, { limit, before }) {
      if (before !== undefined && !isId(before)) return [];
      const rows = await owned(userId)
        .selectAll()
        .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toAvatar);
    },
    async listSummaries(userId, { limit, before }) {
      if (before !== undefined && !isId(before)) return [];
      return summariesOf(db, userId, { limit, before });
    },
    async findMain(userId) {
      const row = await owned(userId).selectAll().where('is_main', '=', true).executeTakeFirst();
      return row && toAvatar(row);
    },
    async countForUpdate(userId) {
      await db.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate().execute();
      const row = await owned(userId)
        .select((eb) => eb.fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
  };
};

const writesIn = (db: Database): Pick<Avatars, 'add' | 'save'> => ({
  async add(avatar) {
    await db.insertInto('avatars').values(fromAvatar(avatar)).execute();
  },
  async save(avatar) {
    const { id, user_id, created_at: _, ...columns } = fromAvatar(avatar);
    const saved = await db
      .updateTable('avatars')
      .set(columns)
      .where('id', '=', id)
      .where('user_id', '=', user_id)
      .executeTakeFirst();
    if (saved.numUpdatedRows === 0n) throw new Error(`avatar ${id} was never added`);
  },
});
