import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucket, movingWindow, type Budget } from './budget.ts';

type Call = {
  readonly afterMs: number;
  readonly weight: number;
  readonly wayMs: number;
  readonly backMs: number;
};

const calls = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 400 }),
    weight: fc.integer({ min: 1, max: 4 }),
    /** From here to the server, and back. */
    wayMs: fc.integer({ min: 0, max: 700 }),
    backMs: fc.integer({ min: 0, max: 700 }),
  }),
  { maxLength: 60 },
);

/** Makes calls as soon as the budget lets them, and tells when each came to the server. */
const arrivals = (budget: Budget, all: readonly Call[]): { at: number; weight: number }[] => {
  const arrived: { at: number; weight: number }[] = [];
  const underWay: { endsAt: number; weight: number }[] = [];
  let now = 0;
  for (const { afterMs, weight, wayMs, backMs } of all) {
    now += afterMs;
    for (;;) {
      for (const ended of underWay.filter(({ endsAt }) => endsAt <= now)) {
        underWay.splice(underWay.indexOf(ended), 1);
        budget.end(ended.weight, now);
      }
      const waitMs = budget.waitMs({ weight, reserve: 0 }, now);
      if (waitMs === 0) break;
      const nextEnd = Math.min(...underWay.map(({ endsAt }) => endsAt));
      expect(Math.min(nextEnd, now + waitMs)).toBeLessThan(Infinity);
      now = Math.min(nextEnd, now + waitMs);
    }
    budget.begin(weight, now);
    underWay.push({ endsAt: now + wayMs + backMs, weight });
    arrived.push({ at: now + wayMs, weight });
  }
  return arrived.toSorted((one, other) => one.at - other.at);
};

describe('a moving window', () => {
  it('never lets more through in any window, however slow the way is', () => {
    fc.assert(
      fc.property(calls, (all) => {
        const arrived = arrivals(movingWindow({ count: 6, windowMs: 1_000 }), all);
        for (const { at: end } of arrived) {
          const inWindow = arrived.filter(({ at }) => at <= end && at > end - 1_000);
          expect(inWindow.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(6);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps a reserve for whoever asks without one', () => {
    const window = movingWindow({ count: 4, windowMs: 1_000 });
    for (let at = 0; at < 3; at += 1) {
      window.begin(1, 0);
      window.end(1, 0);
    }
    expect(window.waitMs({ weight: 1, reserve: 1 }, 10)).toBe(990);
    expect(window.waitMs({ weight: 1, reserve: 0 }, 10)).toBe(0);
  });

  it('lets through what weighs more than all when there is nothing else', () => {
    const window = movingWindow({ count: 4, windowMs: 1_000 });
    expect(window.waitMs({ weight: 10, reserve: 1 }, 0)).toBe(0);
    window.begin(10, 0);
    expect(window.waitMs({ weight: 1, reserve: 0 }, 500)).toBe(Infinity);
    window.end(10, 500);
    expect(window.waitMs({ weight: 1, reserve: 0 }, 600)).toBe(900);
    expect(window.isFull(1_500)).toBe(true);
  });
});

/** What the other side does with the same rule, counting when a call arrives. */
const isKept = (
  arrived: readonly { at: number; weight: number }[],
  burst: number,
  everyMs: number,
) => {
  let left = burst;
  let since = 0;
  return arrived.every(({ at, weight }) => {
    left = Math.min(burst, left + (at - since) / everyMs);
    since = at;
    if (left + 1e-6 < Math.min(weight, burst)) return false;
    left -= weight;
    return true;
  });
};

describe('a bucket', () => {
  it('is never more generous than the one it imitates, however slow the way is', () => {
    fc.assert(
      fc.property(calls, (all) => {
        const options = { burst: 3, everyMs: 200 };
        expect(isKept(inOrder(bucket(options), all), 3, 200)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('lets a burst through and then one after the other', () => {
    const chat = bucket({ burst: 2, everyMs: 1_000 });
    for (let at = 0; at < 2; at += 1) {
      chat.begin(1, 0);
      chat.end(1, 0);
    }
    expect(chat.waitMs({ weight: 1, reserve: 0 }, 0)).toBe(1_000);
    expect(chat.waitMs({ weight: 1, reserve: 0 }, 400)).toBeCloseTo(600);
    expect(chat.waitMs({ weight: 1, reserve: 0 }, 1_000)).toBe(0);
  });

  it('pays an album off afterwards', () => {
    const chat = bucket({ burst: 3, everyMs: 1_000 });
    expect(chat.waitMs({ weight: 10, reserve: 0 }, 0)).toBe(0);
    chat.begin(10, 0);
    chat.end(10, 0);
    expect(chat.waitMs({ weight: 1, reserve: 0 }, 0)).toBe(8_000);
  });

  it('leaves to others what it was asked to leave', () => {
    const chat = bucket({ burst: 3, everyMs: 1_000 });
    chat.begin(1, 0);
    chat.end(1, 0);
    expect(chat.waitMs({ weight: 1, reserve: 2 }, 0)).toBe(1_000);
    expect(chat.waitMs({ weight: 1, reserve: 1 }, 0)).toBe(0);
  });
});

/** A chat's calls are not made side by side: they might change places. */
const inOrder = (budget: Budget, all: readonly Call[]) => {
  let busyUntil = 0;
  let now = 0;
  return all.map(({ afterMs, weight, wayMs, backMs }) => {
    now = Math.max(now + afterMs, busyUntil);
    now += budget.waitMs({ weight, reserve: 0 }, now);
    budget.begin(weight, now);
    busyUntil = now + wayMs + backMs;
    budget.end(weight, busyUntil);
    return { at: now + wayMs, weight };
  });
};
