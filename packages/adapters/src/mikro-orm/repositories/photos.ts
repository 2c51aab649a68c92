import type { AvatarId, Photos, UserId } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { fromJudgement, fromPhoto, toPhoto } from '../mappers/photo-mapper.ts';
import { isId } from './identifiers.ts';

type Lists = Pick<
  Photos,
  'find' | 'findByDelivery' | 'listOfAvatar' | 'listByIds' | 'listUnjudged'
>;

type Removals = Pick<Photos, 'delete' | 'deleteOfAvatar' | 'deleteRefused'>;

export const photosIn = (db: Database): Photos => ({
  ...lists(db),
  ...removals(db),
  async countOfAvatar(avatarId, userId) {
    if (!isId(avatarId)) return { counted: 0, total: 0 };
    const row = await ofAvatar(db, avatarId, userId)
      .select((eb) => [
        eb.fn.countAll().as('total'),
        eb.fn
          .countAll()
          .filterWhere((row) =>
            row.or([
              row('status', '=', 'accepted'),
              row.and([row('status', '=', 'received'), row('replaces_id', 'is', null)]),
            ]),
          )
          .as('counted'),
      ])
      .executeTakeFirstOrThrow();
    return { counted: Number(row.counted), total: Number(row.total) };
  },
  async add(photo) {
    const added = await db
      .insertInto('photos')
      .values(fromPhoto(photo))
      .onConflict((conflict) => conflict.column('delivery_key').doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  },
  async saveJudged(photo) {
    const saved = await db
      .updateTable('photos')
      .set(fromJudgement(photo))
      .where('id', '=', photo.id)
      .where('status', '=', 'received')
      .executeTakeFirst();
    return saved.numUpdatedRows === 1n;
  },
});

const removals = (db: Database): Removals => ({
  async delete(id, userId) {
    if (!isId(id)) return false;
    const deleted = await db
      .deleteFrom('photos')
      .where('id', '=', id)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    return deleted.numDeletedRows === 1n;
  },
  async deleteOfAvatar(avatarId, userId) {
    if (!isId(avatarId)) return;
    await db
      .deleteFrom('photos')
      .where('avatar_id', '=', avatarId)
      .where('user_id', '=', userId)
      .execute();
  },
  async deleteRefused(avatarId, userId) {
    if (!isId(avatarId)) return 0;
    const deleted = await db
      .deleteFrom('photos')
      .where('avatar_id', '=', avatarId)
      .where('user_id', '=', userId)
      .where('status', '=', 'refused')
      .executeTakeFirst();
    return Number(deleted.numDeletedRows);
  },
});

const ofAvatar = (db: Database, avatarId: AvatarId, userId: UserId) =>
  db.selectFrom('photos').where('avatar_id', '=', avatarId).where('user_id', '=', userId);

const lists = (db: Database): Lists => ({
  async find(id) {
    if (!isId(id)) return undefined;
    const row = await db.selectFrom('photos').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toPhoto(row);
  },
  async listOfAvatar(avatarId, userId, { limit, status }) {
    if (!isId(avatarId)) return [];
    const rows = await ofAvatar(db, avatarId, userId)
      .selectAll()
      .$if(status !== undefined, (query) => query.where('status', '=', status ?? ''))
      .orderBy('received_at')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(toPhoto);
  },
  async listByIds(ids, userId) {
    const known = ids.filter(isId);
    if (known.length === 0) return [];
    const rows = await db
      .selectFrom('photos')
      .selectAll()
      .where('id', 'in', known)
      .where('user_id', '=', userId)
      .execute();
    const photos = new Map(rows.map((row) => [row.id, toPhoto(row)]));
    return known.flatMap((id) => photos.get(id) ?? []);
  },
  async findByDelivery(deliveryKey) {
    const row = await db
      .selectFrom('photos')
      .selectAll()
      .where('delivery_key', '=', deliveryKey)
      .executeTakeFirst();
    return row && toPhoto(row);
  },
  async listUnjudged(receivedBefore, limit) {
    const rows = await db
      .selectFrom('photos')
      .selectAll()
      .where('status', '=', 'received')
      .where('received_at', '<', receivedBefore)
      .orderBy('received_at')
      .limit(limit)
      .execute();
    return rows.map(toPhoto);
  },
});
