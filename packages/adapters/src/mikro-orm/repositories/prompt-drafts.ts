import type { PromptDrafts } from '@aisha/core';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { count } from '../mappers/columns.ts';
import { fromPromptDraft, fromPromptDraftEnd, toPromptDraft } from '../mappers/safety-mapper.ts';
import { isId } from './identifiers.ts';

const countRow = z.object({ count });

export const promptDraftsIn = (db: Database): PromptDrafts => {
  const rows = () => db.selectFrom('prompt_drafts').selectAll();
  return {
    ...agesIn(db),
    async find(id) {
      if (!isId(id)) return undefined;
      const row = await rows().where('id', '=', id).executeTakeFirst();
      return row && toPromptDraft(row);
    },
    async findOwned(id, userId) {
      if (!isId(id)) return undefined;
      const row = await rows()
        .where('id', '=', id)
        .where('user_id', '=', userId)
        .executeTakeFirst();
      return row && toPromptDraft(row);
    },
    async add(draft) {
      const added = await db
        .insertInto('prompt_drafts')
        .values(fromPromptDraft(draft))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n;
    },
    async save(draft, from) {
      const saved = await db
        .updateTable('prompt_drafts')
        .set(fromPromptDraftEnd(draft))
        .where('id', '=', draft.id)
        .where('status', '=', from)
        .executeTakeFirst();
      return saved.numUpdatedRows === 1n;
    },
  };
};

const agesIn = (db: Database): Pick<PromptDrafts, 'countSince' | 'deleteBefore'> => ({
  async countSince(userId, since) {
    const row = await db
      .selectFrom('prompt_drafts')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('user_id', '=', userId)
      .where('created_at', '>=', since)
      .executeTakeFirst();
    return countRow.parse(row).count;
  },
  async deleteBefore(before) {
    const deleted = await db
      .deleteFrom('prompt_drafts')
      .where('created_at', '<', before)
      .executeTakeFirst();
    return Number(deleted.numDeletedRows);
  },
});
