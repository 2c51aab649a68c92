import type { StandingAlarms } from '@aisha/core';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { time } from '../mappers/columns.ts';

const sinceRow = z.object({ since: time });

export const standingAlarmsIn = (db: Database): StandingAlarms => ({
  async raise(name, { now, remindAfterMs }) {
    // Each is one statement that decides under the row's own lock, so one of many hears the news.
    const raised = await db
      .insertInto('standing_alarms')
      .values({ name, since: now, told_at: now })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst();
    if (raised.numInsertedOrUpdatedRows === 1n) return { outcome: 'raised', since: now };
    const reminded = await db
      .updateTable('standing_alarms')
      .set({ told_at: now })
      .where('name', '=', name)
      .where('told_at', '<=', new Date(now.getTime() - remindAfterMs))
      .returning('since')
      .executeTakeFirst();
    if (reminded) return { outcome: 'reminded', since: sinceRow.parse(reminded).since };
    const standing = await db
      .selectFrom('standing_alarms')
      .select('since')
      .where('name', '=', name)
      .executeTakeFirst();
    return { outcome: 'standing', since: standing ? sinceRow.parse(standing).since : now };
  },
  async clear(name) {
    const cleared = await db
      .deleteFrom('standing_alarms')
      .where('name', '=', name)
      .returning('since')
      .executeTakeFirst();
    return cleared && sinceRow.parse(cleared).since;
  },
});
