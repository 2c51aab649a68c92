import type { ApiKey } from '../../domain/api/api-client.ts';
import type { ApiKeys, KeyWithClient } from '../../ports/api-keys.ts';
import { insert, newestPage } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryApiKeys = ({ apiClients, apiKeys }: Store): ApiKeys => {
  const withClient = (key: ApiKey): KeyWithClient => {
    const client = apiClients.get(key.clientId);
    if (!client) throw new Error('a key has no client');
    return { key, client };
  };
  const named = (name: string) => [...apiClients.values()].find((client) => client.name === name);
  return {
    findKey: async (hash) => {
      const key = [...apiKeys.values()].find((one) => one.hash === hash);
      return key && withClient(key);
    },
    findClient: async (name) => named(name),
    listKeys: async ({ limit, before, clientId }) => {
      const keys = [...apiKeys.values()].filter(
        (key) => clientId === undefined || key.clientId === clientId,
      );
      return newestPage(keys, { limit, ...(before && { before }) }).map(withClient);
    },
    addClient: async (client) => {
      if (named(client.name)) return false;
      insert(apiClients, client);
      return true;
    },
    saveClient: async (client) => void apiClients.set(client.id, client),
    addKey: async (key) => insert(apiKeys, key),
    revokeKey: async (id, at) => {
      const key = apiKeys.get(id);
      if (!key || key.revokedAt) return false;
      apiKeys.set(id, { ...key, revokedAt: at });
      return true;
    },
    markUsed: async (id, at, { unlessSince }) => {
      const key = apiKeys.get(id);
      const isKnown = key?.lastUsedAt && key.lastUsedAt >= unlessSince;
      if (key && !isKnown) apiKeys.set(id, { ...key, lastUsedAt: at });
    },
  };
};
