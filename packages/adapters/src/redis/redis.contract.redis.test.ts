import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'vitest';
import {
  cacheContract,
  inMemoryCache,
  inMemoryRateLimiter,
  rateLimiterContract,
  silentLogger,
  testClock,
} from '@aisha/core/testing';
import { testRedis } from '../../../../test/support/redis.ts';
import { redisCache } from './cache.ts';
import { redisRateLimiter } from './rate-limiter.ts';
import { connected } from './testing/connected.ts';

/** Redis has a clock of its own, and so time has to pass in earnest. */
const elapse = async (ms: number): Promise<void> => {
  await pause(ms + 5);
};
const clock = testClock();

describe('the rate limiter on Redis', () => {
  rateLimiterContract({
    it,
    create: async () => {
      const { url, keyPrefix } = testRedis();
      const client = await connected({ url, logger: silentLogger, maxWaitMs: 5_000 });
      const limiter = redisRateLimiter({
        client,
        fallback: inMemoryRateLimiter({ clock }),
        keyPrefix,
      });
      return { limiter, elapse, cleanup: () => client.close() };
    },
  });
});

describe('the cache on Redis', () => {
  cacheContract({
    it,
    create: async () => {
      const { url, keyPrefix } = testRedis();
      const client = await connected({ url, logger: silentLogger, maxWaitMs: 5_000 });
      const cache = redisCache({ client, fallback: inMemoryCache({ clock }), keyPrefix });
      return { cache, elapse, cleanup: () => client.close() };
    },
  });
});
