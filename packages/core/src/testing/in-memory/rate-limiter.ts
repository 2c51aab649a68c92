import type { Clock } from '../../ports/clock.ts';
import type { RateLimiter } from '../../ports/rate-limiter.ts';
import { rememberMap, type Remembering } from './remembering.ts';

/** Remembers when each was let through: exact, and made for tests. */
export const inMemoryRateLimiter = ({ clock }: { clock: Clock }): RateLimiter & Remembering => {
  const taken = new Map<string, readonly number[]>();
  return {
    take: async (key, { count, windowMs }) => {
      const now = clock.now().getTime();
      const recent = (taken.get(key) ?? []).filter((time) => time > now - windowMs);
      if (recent.length < count) {
        taken.set(key, [...recent, now]);
        return 0;
      }
      return (recent[recent.length - count] ?? now) + windowMs - now;
    },
    remember: () => rememberMap(taken),
  };
};
