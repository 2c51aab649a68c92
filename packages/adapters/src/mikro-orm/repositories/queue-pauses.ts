import type { QueuePauses } from '@aisha/core';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { time } from '../mappers/columns.ts';

const pauseRow = z.object({ name: z.string(), since: time });

export const queuePausesIn = (db: Database): QueuePauses => ({
  async list() {
    const rows = await db.selectFrom('queue_pauses').selectAll().orderBy('name').execute();
    return rows.map((row) => pauseRow.parse(row));
  },
  async add(pause) {
    const added = await db
      .insertInto('queue_pauses')
      .values(pause)
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  },
  async delete(name) {
    const deleted = await db.deleteFrom('queue_pauses').where('name', '=', name).executeTakeFirst();
    return deleted.numDeletedRows === 1n;
  },
});
