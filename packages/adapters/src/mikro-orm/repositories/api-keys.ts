import type { ApiKeys } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { fromApiClient, fromApiKey, toApiClient, toKeyWithClient } from '../mappers/api-mapper.ts';
import { isId } from './identifiers.ts';

export const apiKeysIn = (db: Database): ApiKeys => ({
  ...clientsIn(db),
  ...keysIn(db),
});

const clientsIn = (db: Database): Pick<ApiKeys, 'findClient' | 'addClient' | 'saveClient'> => ({
  async findClient(name) {
    const row = await db
      .selectFrom('api_clients')
      .selectAll()
      .where('name', '=', name)
      .executeTakeFirst();
    return row && toApiClient(row);
  },
  async addClient(client) {
    const added = await db
      .insertInto('api_clients')
      .values(fromApiClient(client))
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  },
  async saveClient(client) {
    const { id, ...columns } = fromApiClient(client);
    await db.updateTable('api_clients').set(columns).where('id', '=', id).execute();
  },
});

const keysIn = (db: Database): Omit<ApiKeys, keyof ReturnType<typeof clientsIn>> => {
  const rows = () =>
    db
      .selectFrom('api_keys as key')
      .innerJoin('api_clients as client', 'client.id', 'key.client_id')
      .selectAll('key')
      .select([
        'client.name as client_name',
        'client.user_credits as client_user_credits',
        'client.created_at as client_created_at',
      ]);
  return {
    async findKey(hash) {
      const row = await rows().where('key.hash', '=', hash).executeTakeFirst();
      return row && toKeyWithClient(row);
    },
    async listKeys({ limit, before, clientId }) {
      let query = rows();
      if (before !== undefined) query = query.where('key.id', '<', before);
      if (clientId !== undefined) query = query.where('key.client_id', '=', clientId);
      const found = await query.orderBy('key.id', 'desc').limit(limit).execute();
      return found.map(toKeyWithClient);
    },
    async addKey(key) {
      await db.insertInto('api_keys').values(fromApiKey(key)).execute();
    },
    async revokeKey(id, at) {
      if (!isId(id)) return false;
      const revoked = await db
        .updateTable('api_keys')
        .set({ revoked_at: at })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      return revoked.numUpdatedRows === 1n;
    },
    async markUsed(id, at, { unlessSince }) {
      await db
        .updateTable('api_keys')
        .set({ last_used_at: at })
        .where('id', '=', id)
        .where((or) =>
          or.or([or('last_used_at', 'is', null), or('last_used_at', '<', unlessSince)]),
        )
        .execute();
    },
  };
};
