import type { Allowance, Clock, RateLimit, RateLimiter } from '@aisha/core';
import { systemClock } from './system-clock.ts';

export type InProcessRateLimiterOptions = {
  readonly clock?: Clock;
  /** The keys remembered at most; past it the ones unused for longest start anew. */
  readonly maxKeys?: number;
};

type Window = { readonly times: readonly number[]; readonly endsAt: number };

/** Counts within this process. Exact: in no window of the given length are more let through. */
export const inProcessRateLimiter = ({
  clock = systemClock,
  maxKeys = 10_000,
}: InProcessRateLimiterOptions = {}): RateLimiter => {
  // The order of a map is that of insertion: the key used last stands last.
  const windows = new Map<string, Window>();

  const forgetOld = (now: number): void => {
    for (const [key, { endsAt }] of windows) {
      if (endsAt > now && windows.size <= maxKeys) return;
      windows.delete(key);
    }
  };

  const spend = (key: string, { count, windowMs }: RateLimit): Allowance => {
    const now = clock.now().getTime();
    const recent = (windows.get(key)?.times ?? []).filter((time) => time > now - windowMs);
    const allowed = recent.length < count;
    const times = allowed ? [...recent, now] : recent;
    windows.delete(key);
    windows.set(key, { times, endsAt: (times.at(-1) ?? now) + windowMs });
    forgetOld(now);
    if (allowed) return { waitMs: 0, remaining: count - times.length };
    // The clock may have been set back, and nobody waits for longer than a window.
    const waitMs = Math.min(windowMs, (recent.at(-count) ?? now) + windowMs - now);
    return { waitMs, remaining: 0 };
  };

  return {
    take: async (key, limit) => spend(key, limit).waitMs,
    spend: async (key, limit) => spend(key, limit),
  };
};
