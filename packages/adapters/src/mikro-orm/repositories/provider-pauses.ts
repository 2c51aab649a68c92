import type { ProviderPauses } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { fromPause, toPause } from '../mappers/provider-pause-mapper.ts';

export const providerPausesIn = (db: Database): ProviderPauses => {
  const rows = () => db.selectFrom('provider_pauses').selectAll();
  return {
    async list(scopes) {
      if (scopes?.length === 0) return [];
      const found = await rows()
        .$if(scopes !== undefined, (query) => query.where('scope', 'in', scopes ?? []))
        .execute();
      return found.map(toPause);
    },
    async findForUpdate(scope) {
      const row = await rows().where('scope', '=', scope).forUpdate().executeTakeFirst();
      return row && toPause(row);
    },
    async add(pause) {
      const added = await db
        .insertInto('provider_pauses')
        .values(fromPause(pause))
        .onConflict((conflict) => conflict.column('scope').doNothing())
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n;
    },
    async save(pause) {
      const { scope, ...changes } = fromPause(pause);
      await db
        .updateTable('provider_pauses')
        .set(changes)
        .where('scope', '=', scope)
        .executeTakeFirstOrThrow();
    },
    async delete(scope) {
      const row = await db
        .deleteFrom('provider_pauses')
        .where('scope', '=', scope)
        .returningAll()
        .executeTakeFirst();
      return row && toPause(row);
    },
  };
};
