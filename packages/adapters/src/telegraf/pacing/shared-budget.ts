import { setTimeout as pause } from 'node:timers/promises';
import { PortError, type RateLimiter } from '@aisha/core';
import type { PacingLimits } from './limits.ts';
import { newsPerSecond } from './meter.ts';
import type { PacedCall } from './paced-call.ts';

/** Waits for a call's part of what all processes of the bot may say together. */
export type SharedBudget = (call: PacedCall) => Promise<void>;

const windowMs = 1_000;

/**
 * Telegram counts what a bot says, whichever process says it. News has a smaller budget of its own
 * within that of all, so that some of it is left for answers.
 */
export const sharedBudget = ({
  limiter,
  limits,
  botId,
}: {
  readonly limiter: RateLimiter;
  readonly limits: PacingLimits;
  readonly botId: string;
}): SharedBudget => {
  const all = { key: `telegram:${botId}`, count: limits.perSecond };
  const news = { key: `telegram:${botId}:news`, count: newsPerSecond(limits) };
  return async ({ weight, priority, patienceMs }) => {
    const until = performance.now() + patienceMs;
    for (let taken = 0; taken < Math.min(weight, news.count); taken += 1) {
      if (priority !== 'interactive') await takeOne(limiter, news, until);
      await takeOne(limiter, all, until);
    }
  };
};

const takeOne = async (
  limiter: RateLimiter,
  { key, count }: { readonly key: string; readonly count: number },
  until: number,
): Promise<void> => {
  for (;;) {
    const waitMs = await limiter.take(key, { count, windowMs });
    if (waitMs === 0) return;
    if (performance.now() + waitMs > until) {
      const wait = { retryable: true, retryAfterMs: Math.max(windowMs, waitMs) };
      throw new PortError('messenger.rate-limited', 'too much is being said by all', wait);
    }
    await pause(waitMs);
  }
};
