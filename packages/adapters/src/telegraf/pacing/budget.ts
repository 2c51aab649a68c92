/**
 * How much may still be said. When Telegram counts a call is known only roughly: after it began and
 * before its answer. A budget takes the worse of the two for each question, so that it is never more
 * generous than the one it imitates, however slow the way.
 */
export type Budget = {
  /**
   * Milliseconds until `weight` may begin and `reserve` is still left; Infinity: not before something
   * under way has ended. What weighs more than there ever is takes all there is.
   */
  waitMs(ask: Ask, now: number): number;
  begin(weight: number, now: number): void;
  end(weight: number, now: number): void;
  /** Whether it is as good as a new one. */
  isFull(now: number): boolean;
};

type Ask = { readonly weight: number; readonly reserve: number };

/** At most `count` within any `windowMs`. */
export const movingWindow = ({
  count,
  windowMs,
}: {
  readonly count: number;
  readonly windowMs: number;
}): Budget => {
  let underWay = 0;
  let counted = 0;
  /** Oldest first. */
  const ended: { readonly at: number; readonly weight: number }[] = [];
  const forget = (now: number): void => {
    for (let oldest = ended[0]; oldest && oldest.at + windowMs <= now; oldest = ended[0]) {
      counted -= oldest.weight;
      ended.shift();
    }
  };
  return {
    waitMs: ({ weight, reserve }, now) => {
      forget(now);
      const room = Math.max(1, count - reserve);
      let excess = underWay + counted + Math.min(weight, room) - room;
      if (excess <= 0) return 0;
      for (const { at, weight: freed } of ended) {
        excess -= freed;
        if (excess <= 0) return at + windowMs - now;
      }
      return Infinity;
    },
    begin: (weight) => {
      underWay += weight;
    },
    end: (weight, now) => {
      underWay -= weight;
      counted += weight;
      ended.push({ at: now, weight });
    },
    isFull: (now) => {
      forget(now);
      return underWay + counted === 0;
    },
  };
};

/** `burst` at once, then one every `everyMs`. Something heavier than what is left is paid off afterwards. */
export const bucket = ({
  burst,
  everyMs,
}: {
  readonly burst: number;
  readonly everyMs: number;
}): Budget => {
  let left = burst;
  let callsUnderWay = 0;
  let since = 0;
  const refill = (now: number): void => {
    if (callsUnderWay === 0) left = Math.min(burst, left + (now - since) / everyMs);
    since = now;
  };
  return {
    waitMs: ({ weight, reserve }, now) => {
      refill(now);
      const kept = Math.min(reserve, burst - 1);
      const missing = Math.min(weight, burst - kept) + kept - left;
      if (missing <= 1e-6) return 0;
      return callsUnderWay > 0 ? Infinity : missing * everyMs;
    },
    begin: (weight, now) => {
      refill(now);
      left -= weight;
      callsUnderWay += 1;
    },
    end: (_, now) => {
      refill(now);
      callsUnderWay -= 1;
    },
    isFull: (now) => {
      refill(now);
      return left >= burst && callsUnderWay === 0;
    },
  };
};
