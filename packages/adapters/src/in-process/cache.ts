import type { Cache, Clock } from '@aisha/core';
import { systemClock } from './system-clock.ts';

export type InProcessCacheOptions = {
  /** Past it the entries unused for longest are forgotten. */
  readonly maxEntries: number;
  /** Larger values, counted in characters of their JSON, are not kept at all. */
  readonly maxValueLength?: number;
  readonly clock?: Clock;
};

type Entry = { readonly json: string; readonly expiresAt: number };

/** Keeps JSON, so that nobody changes what another one finds. */
export const inProcessCache = ({
  maxEntries,
  maxValueLength = 64 * 1024,
  clock = systemClock,
}: InProcessCacheOptions): Cache => {
  // The order of a map is that of insertion: the entry used last stands last.
  const entries = new Map<string, Entry>();

  const forgetOldest = (): void => {
    for (const key of entries.keys()) {
      if (entries.size <= maxEntries) return;
      entries.delete(key);
    }
  };

  return {
    find: async (key) => {
      const entry = entries.get(key);
      entries.delete(key);
      if (!entry || entry.expiresAt <= clock.now().getTime()) return undefined;
      entries.set(key, entry);
      return JSON.parse(entry.json) as unknown;
    },

    save: async (key, value, { ttlMs }) => {
      const json = JSON.stringify(value) as string | undefined;
      entries.delete(key);
      if (json === undefined || json.length > maxValueLength) return;
      entries.set(key, { json, expiresAt: clock.now().getTime() + ttlMs });
      forgetOldest();
    },

    delete: async (key) => void entries.delete(key),
  };
};
