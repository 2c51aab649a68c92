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
});
