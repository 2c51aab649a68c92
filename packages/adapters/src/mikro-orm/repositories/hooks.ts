import type { Hooks } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { fromHook, toHook } from '../mappers/api-mapper.ts';
import { hookMessagesIn } from './hook-messages.ts';
import { isId } from './identifiers.ts';

export const hooksIn = (db: Database): Hooks => ({
  ...hookMessagesIn(db),
  ...readsIn(db),
  ...changesIn(db),
});

const readsIn = (db: Database): Pick<Hooks, 'find' | 'list' | 'countForUpdate'> => ({
  async find(id, clientId) {
    if (!isId(id)) return undefined;
    const row = await db
      .selectFrom('outgoing_hooks')
      .selectAll()
      .where('id', '=', id)
      .where('client_id', '=', clientId)
      .executeTakeFirst();
    return row && toHook(row);
  },
  async list(clientId) {
    const rows = await db
      .selectFrom('outgoing_hooks')
      .selectAll()
      .where('client_id', '=', clientId)
      .orderBy('id')
      .execute();
    return rows.map(toHook);
  },
  async countForUpdate(clientId) {
    await db
      .selectFrom('api_clients')
      .select('id')
      .where('id', '=', clientId)
      .forNoKeyUpdate()
      .execute();
    const { count } = await db
      .selectFrom('outgoing_hooks')
      .select((all) => all.fn.countAll().as('count'))
      .where('client_id', '=', clientId)
      .executeTakeFirstOrThrow();
    return Number(count);
  },
});

const changesIn = (db: Database): Pick<Hooks, 'add' | 'disable' | 'delete'> => ({
  async add(hook) {
    await db.insertInto('outgoing_hooks').values(fromHook(hook)).execute();
  },
  async disable(id, at) {
    await db
      .updateTable('outgoing_hooks')
      .set({ disabled_at: at })
      .where('id', '=', id)
      .where('disabled_at', 'is', null)
      .execute();
  },
  async delete(id, clientId) {
    if (!isId(id)) return false;
    const deleted = await db
      .deleteFrom('outgoing_hooks')
      .where('id', '=', id)
      .where('client_id', '=', clientId)
      .executeTakeFirst();
    return deleted.numDeletedRows === 1n;
  },
});
