import type { Cache } from '@aisha/core';
import type { RedisClient } from './redis-client.ts';

export type RedisCacheOptions = {
  readonly client: RedisClient;
  /** Asked while Redis is away. */
  readonly fallback: Cache;
  readonly keyPrefix?: string;
  /** Larger values, counted in characters of their JSON, are not kept at all. */
  readonly maxValueLength?: number;
};

const maxOutdated = 10_000;

/**
 * Shared by all processes, one round trip a call. While Redis is away each process has its own, and what
 * Redis missed meanwhile is removed there before it is believed again.
 */
export const redisCache = ({
  client,
  fallback,
  keyPrefix = 'aisha:cache:',
  maxValueLength = 64 * 1024,
}: RedisCacheOptions): Cache => {
  /** Keys whose value in Redis is not the last one saved. */
  const outdated = new Set<string>();

  const write = async (
    key: string,
    command: (name: string) => Promise<unknown>,
  ): Promise<boolean> => {
    try {
      await command(`${keyPrefix}${key}`);
      outdated.delete(key);
      return true;
    } catch {
      remember(outdated, key);
      return false;
    }
  };

  const remove = (key: string): Promise<boolean> =>
    write(key, (name) => client.run((redis) => redis.del(name)));

  return {
    find: async (key) => {
      if (outdated.has(key)) return (await remove(key)) ? undefined : fallback.find(key);
      try {
        return parsed(await client.run((redis) => redis.get(`${keyPrefix}${key}`)));
      } catch {
        return fallback.find(key);
      }
    },

    save: async (key, value, { ttlMs }) => {
      const json = JSON.stringify(value) as string | undefined;
      const expiration = { type: 'PX', value: Math.ceil(ttlMs) } as const;
      const isKept = json !== undefined && json.length <= maxValueLength && ttlMs > 0;
      const isWritten = isKept
        ? await write(key, (name) => client.run((redis) => redis.set(name, json, { expiration })))
        : await remove(key);
      // What Redis holds now must not be overtaken by an older value when it is away again.
      if (isWritten || !isKept) await fallback.delete(key);
      else await fallback.save(key, value, { ttlMs });
    },

    delete: async (key) => {
      await remove(key);
      await fallback.delete(key);
    },
  };
};

/** Past the limit the oldest is given up, and what Redis holds of it lives until its time is over. */
const remember = (outdated: Set<string>, key: string): void => {
  outdated.add(key);
  for (const oldest of outdated) {
    if (outdated.size <= maxOutdated) return;
    outdated.delete(oldest);
  }
};

/** Somebody else's writing under our key is no value of ours. */
const parsed = (json: string | null): unknown => {
  if (json === null) return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
};
