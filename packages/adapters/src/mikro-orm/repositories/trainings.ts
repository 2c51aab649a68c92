import {
  unfinishedTrainingStatuses,
  type AvatarId,
  type TrainingId,
  type Trainings,
  type UserId,
} from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { fromTraining, fromTrainingState, toTraining } from '../mappers/training-mapper.ts';
import { isId } from './identifiers.ts';

export const trainingsIn = (db: Database): Trainings => ({
  ...readsOf(db),
  async add(training) {
    await db.insertInto('trainings').values(fromTraining(training)).execute();
  },
  async deleteResults(avatarId, userId, now) {
    if (!isId(avatarId)) return [];
    const rows = await db
      .updateTable('trainings')
      .set((eb) => ({
        output: null,
        lora_blob_key: null,
        lora_sha256: null,
        lora_bytes: null,
        lora_config_blob_key: null,
        lora_provider_url: null,
        finetune_id: null,
        result_deleted_at: eb
          .case()
          .when('status', '=', 'succeeded')
          .then(eb.fn.coalesce('result_deleted_at', eb.val(now)))
          .end(),
      }))
      .where('avatar_id', '=', avatarId)
      .where('user_id', '=', userId)
      .returning('id')
      .execute();
    return rows.map(({ id }) => id as TrainingId);
  },
  async save(training, from) {
    if (from.length === 0) return false;
    const saved = await db
      .updateTable('trainings')
      .set(fromTrainingState(training))
      .where('id', '=', training.id)
      .where('status', 'in', from)
      .executeTakeFirst();
    return saved.numUpdatedRows === 1n;
  },
});

const readsOf = (db: Database): Omit<Trainings, 'add' | 'save' | 'deleteResults'> => {
  const rows = () => db.selectFrom('trainings').selectAll();
  const newest = async (avatarId: AvatarId, userId: UserId, limit: number) => {
    if (!isId(avatarId)) return [];
    const found = await rows()
      .where('avatar_id', '=', avatarId)
      .where('user_id', '=', userId)
      .orderBy('version', 'desc')
      .limit(limit)
      .execute();
    return found.map(toTraining);
  };
  return {
    ...succeededIn(db),
    list: listIn(db),
    async find(id) {
      if (!isId(id)) return undefined;
      const row = await rows().where('id', '=', id).executeTakeFirst();
      return row && toTraining(row);
    },
    async findOwned(id, userId) {
      if (!isId(id)) return undefined;
      const row = await rows()
        .where('id', '=', id)
        .where('user_id', '=', userId)
        .executeTakeFirst();
      return row && toTraining(row);
    },
    async findLatest(avatarId, userId) {
      const [latest] = await newest(avatarId, userId, 1);
      return latest;
    },
    listOfAvatar: newest,
    async listOverdue(now, limit) {
      const overdue = await rows()
        .where('status', 'in', unfinishedTrainingStatuses)
        .where('deadline_at', '<', now)
        .orderBy('deadline_at')
        .limit(limit)
        .execute();
      return overdue.map(toTraining);
    },
  };
};

/** Those of a deleted avatar stay for the books, and are nobody's to see. */
const listIn =
  (db: Database): Trainings['list'] =>
  async (userId, { limit, before, avatarId }) => {
    if (avatarId !== undefined && !isId(avatarId)) return [];
    let query = db
      .selectFrom('trainings')
      .selectAll()
      .where('user_id', '=', userId)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('avatars')
              .whereRef('avatars.id', '=', 'trainings.avatar_id')
              .where('avatars.status', '=', 'deleted'),
          ),
        ),
      );
    if (avatarId !== undefined) query = query.where('avatar_id', '=', avatarId);
    if (before !== undefined) query = query.where('id', '<', before);
    const found = await query.orderBy('id', 'desc').limit(limit).execute();
    return found.map(toTraining);
  };

const succeededIn = (db: Database): Pick<Trainings, 'listSucceeded' | 'countSucceeded'> => {
  const succeeded = (avatarId: AvatarId, userId: UserId) =>
    db
      .selectFrom('trainings')
      .where('avatar_id', '=', avatarId)
      .where('user_id', '=', userId)
      .where('status', '=', 'succeeded');
  return {
    async listSucceeded(avatarId, userId, { limit, before }) {
      if (!isId(avatarId)) return [];
      const found = await succeeded(avatarId, userId)
        .selectAll()
        .$if(before !== undefined, (query) => query.where('version', '<', before ?? 0))
        .orderBy('version', 'desc')
        .limit(limit)
        .execute();
      return found.map(toTraining);
    },
    async countSucceeded(avatarId, userId) {
      if (!isId(avatarId)) return 0;
      const counted = succeeded(avatarId, userId).select((eb) => eb.fn.countAll().as('count'));
      return Number((await counted.executeTakeFirstOrThrow()).count);
    },
  };
};
