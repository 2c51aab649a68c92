import type { Cache } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import { rememberMap, type Remembering } from './remembering.ts';

type Entry = { readonly json: string; readonly expiresAt: number };

export const inMemoryCache = ({ clock }: { clock: Clock }): Cache & Remembering => {
  const entries = new Map<string, Entry>();
  return {
    find: async (key) => {
      const entry = entries.get(key);
      if (!entry || entry.expiresAt <= clock.now().getTime()) return undefined;
      return JSON.parse(entry.json) as unknown;
    },
    save: async (key, value, { ttlMs }) => {
      const expiresAt = clock.now().getTime() + ttlMs;
      entries.set(key, { json: JSON.stringify(value), expiresAt });
    },
    delete: async (key) => void entries.delete(key),
    remember: () => rememberMap(entries),
  };
};
