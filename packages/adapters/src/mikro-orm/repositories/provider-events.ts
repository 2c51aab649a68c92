import type { ProviderEvents } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { fromEvent, toEvent } from '../mappers/provider-event-mapper.ts';
import { isId } from './identifiers.ts';

export const providerEventsIn = (db: Database): ProviderEvents => ({
  async find(id) {
    if (!isId(id)) return undefined;
    const row = await db
      .selectFrom('provider_events')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toEvent(row);
  },
  async add(event) {
    const added = await db
      .insertInto('provider_events')
      .values(fromEvent(event))
      .onConflict((conflict) => conflict.columns(['request_id', 'outcome']).doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  },
  async quarantine(id, at) {
    await db
      .updateTable('provider_events')
      .set({ quarantined_at: at })
      .where('id', '=', id)
      .where('quarantined_at', 'is', null)
      .execute();
  },
  async countQuarantined() {
    const { count } = await db
      .selectFrom('provider_events')
      .select((row) => row.fn.countAll().as('count'))
      .where('quarantined_at', 'is not', null)
      .executeTakeFirstOrThrow();
    return Number(count);
  },
  async deleteQuarantined({ before, limit }) {
    const oldest = db
      .selectFrom('provider_events')
      .select('id')
      .where('quarantined_at', '<', before)
      .orderBy('quarantined_at')
      .limit(limit);
    const { numDeletedRows } = await db
      .deleteFrom('provider_events')
      .where('id', 'in', oldest)
      .executeTakeFirst();
    return Number(numDeletedRows);
  },
});
