import { describe, it } from 'vitest';
import {
  cacheContract,
  clockContract,
  idsContract,
  rateLimiterContract,
  testClock,
} from '@aisha/core/testing';
import { inProcessCache } from './cache.ts';
import { inProcessRateLimiter } from './rate-limiter.ts';
import { systemClock } from './system-clock.ts';
import { systemIds } from './system-ids.ts';

const cleanup = async (): Promise<void> => undefined;

describe('the rate limiter of one process', () => {
  rateLimiterContract({
    it,
    create: async () => {
      const clock = testClock();
      const elapse = async (ms: number): Promise<void> => clock.advance(ms);
      return { limiter: inProcessRateLimiter({ clock }), elapse, cleanup };
    },
  });
});

describe('the cache of one process', () => {
  cacheContract({
    it,
    create: async () => {
      const clock = testClock();
      const elapse = async (ms: number): Promise<void> => clock.advance(ms);
      return { cache: inProcessCache({ maxEntries: 100, clock }), elapse, cleanup };
    },
  });
});

describe('the system clock', () => {
  clockContract({ it, create: async () => ({ clock: systemClock, cleanup }) });
});

describe('the system ids', () => {
  idsContract({ it, create: async () => ({ ids: systemIds(), cleanup }) });
});
