import type { Clock } from '../../ports/clock.ts';
import type { Allowance, RateLimit, RateLimiter } from '../../ports/rate-limiter.ts';
import { rememberMap, type Remembering } from './remembering.ts';

/** Remembers when each was let through: exact, and made for tests. */
export const inMemoryRateLimiter = ({ clock }: { clock: Clock }): RateLimiter & Remembering => {
  const taken = new Map<string, readonly number[]>();
  const spend = (key: string, { count, windowMs }: RateLimit): Allowance => {
    const now = clock.now().getTime();
    const recent = (taken.get(key) ?? []).filter((time) => time > now - windowMs);
    if (recent.length < count) {
      taken.set(key, [...recent, now]);
      return { waitMs: 0, remaining: count - recent.length - 1 };
    }
    return { waitMs: (recent[recent.length - count] ?? now) + windowMs - now, remaining: 0 };
  };
  return {
    take: async (key, limit) => spend(key, limit).waitMs,
    spend: async (key, limit) => spend(key, limit),
    remember: () => rememberMap(taken),
  };
};
