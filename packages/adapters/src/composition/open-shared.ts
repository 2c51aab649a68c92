import type { Cache, HealthCheck, Logger, RateLimiter } from '@aisha/core';
import { inProcessCache, inProcessRateLimiter } from '../in-process/index.ts';

/** What processes share where Redis is configured, and each has for itself where not. */
export type SharedState = {
  readonly limiter: RateLimiter;
  readonly cache: Cache;
  readonly health: readonly HealthCheck[];
  close(): Promise<void>;
};

/** While Redis is down each process falls back to its own: nothing that must last is kept here. */
export const openShared = async (
  redisUrl: string | undefined,
  logger: Logger,
): Promise<SharedState> => {
  const limiter = inProcessRateLimiter();
  const cache = inProcessCache({ maxEntries: 10_000 });
  if (redisUrl === undefined) return { limiter, cache, health: [], close: async () => undefined };
  // Loaded only where it is used: the client takes its time and its memory.
  const { checkRedis, redisCache, redisClient, redisRateLimiter } =
    await import('../redis/index.ts');
  const client = redisClient({ url: redisUrl, logger });
  return {
    limiter: redisRateLimiter({ client, fallback: limiter }),
    cache: redisCache({ client, fallback: cache }),
    health: [checkRedis({ client })],
    close: () => client.close(),
  };
};
