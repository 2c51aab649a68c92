import { unfinishedGenerationStatuses, type Generations } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { fromGeneration, fromGenerationState, toGeneration } from '../mappers/generation-mapper.ts';
import { isId } from './identifiers.ts';

export const generationsIn = (db: Database): Generations => {
  const rows = () => db.selectFrom('generations').selectAll();
  return {
    ...unfinishedIn(db),
    ...ofRunsIn(db),
    async find(id) {
      if (!isId(id)) return undefined;
      const row = await rows().where('id', '=', id).executeTakeFirst();
      return row && toGeneration(row);
    },
    async findOwned(id, userId) {
      if (!isId(id)) return undefined;
      const row = await rows()
        .where('id', '=', id)
        .where('user_id', '=', userId)
        .executeTakeFirst();
      return row && toGeneration(row);
    },
    async list(userId, { limit, before }) {
      let query = rows().where('user_id', '=', userId);
      if (before !== undefined) query = query.where('id', '<', before);
      const found = await query.orderBy('id', 'desc').limit(limit).execute();
      return found.map(toGeneration);
    },
    async add(generation) {
      const added = await db
        .insertInto('generations')
        .values(fromGeneration(generation))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n;
    },
    async save(generation, from) {
      if (from.length === 0) return false;
      const saved = await db
        .updateTable('generations')
        .set(fromGenerationState(generation))
        .where('id', '=', generation.id)
        .where('status', 'in', from)
        .executeTakeFirst();
      return saved.numUpdatedRows === 1n;
    },
  };
};

const ofRunsIn = (db: Database): Pick<Generations, 'findOfRun'> => ({
  async findOfRun(runId) {
    if (!isId(runId)) return undefined;
    const row = await db
      .selectFrom('generations')
      .innerJoin('provider_runs', 'provider_runs.generation_id', 'generations.id')
      .where('provider_runs.id', '=', runId)
      .selectAll('generations')
      .executeTakeFirst();
    return row && toGeneration(row);
  },
});

const unfinishedIn = (
  db: Database,
): Pick<Generations, 'listUnfinishedOfAvatar' | 'listOverdue'> => {
  const rows = () =>
    db.selectFrom('generations').selectAll().where('status', 'in', unfinishedGenerationStatuses);
  return {
    async listUnfinishedOfAvatar(avatarId, userId, limit) {
      if (!isId(avatarId)) return [];
      const found = await rows()
        .where('avatar_id', '=', avatarId)
        .where('user_id', '=', userId)
        .limit(limit)
        .execute();
      return found.map(toGeneration);
    },
    async listOverdue(now, limit) {
      const overdue = await rows()
        .where('deadline_at', '<', now)
        .orderBy('deadline_at')
        .limit(limit)
        .execute();
      return overdue.map(toGeneration);
    },
  };
};
