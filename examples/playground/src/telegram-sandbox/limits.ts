import { z } from 'zod';

/** What Telegram says of limits (https://core.telegram.org/bots/faq#broadcasting-to-users); bursts go without a number there. */
export const limitsSchema = z.strictObject({
  /** Messages in any second, over all chats. */
  perSecond: z.number().int().min(1).max(1_000_000).default(30),
  /** Messages a second in one chat, once its burst is used up. */
  perChatSecond: z.number().min(0.01).max(1_000_000).default(1),
  chatBurst: z.number().int().min(1).max(1_000_000).default(12),
  /** Messages in any minute in one group. */
  perGroupMinute: z.number().int().min(1).max(1_000_000).default(20),
});

type Limits = z.output<typeof limitsSchema>;

/** An album counts as many messages as it has pictures. */
export interface CountedCall {
  chatId: number | undefined;
  messages: number;
}

export interface LimitKeeper {
  /** 0 where the call keeps the limits, which counts it; else the milliseconds it came too early. */
  take: (call: CountedCall, limits: Limits) => number;
  forget: () => void;
}

interface Meter {
  waitMs: (messages: number, now: number) => number;
  count: (messages: number, now: number) => void;
}

const movingWindow = (most: number, windowMs: number): Meter => {
  let times: number[] = [];
  return {
    waitMs: (messages, now) => {
      times = times.filter((at) => at > now - windowMs);
      const excess = times.length + Math.min(messages, most) - most;
      return excess <= 0 ? 0 : (times[excess - 1] ?? now) + windowMs - now;
    },
    count: (messages, now) => {
      for (let counted = 0; counted < messages; counted += 1) times.push(now);
    },
  };
};

/** What is heavier than the rest of a burst is paid off afterwards. */
const bucket = (burst: number, everyMs: number): Meter => {
  let left = burst;
  let since = 0;
  const refill = (now: number): void => {
    left = Math.min(burst, left + (now - since) / everyMs);
    since = now;
  };
  return {
    waitMs: (messages, now) => {
      refill(now);
      const missing = Math.min(messages, burst) - left;
      return missing <= 1e-6 ? 0 : missing * everyMs;
    },
    count: (messages) => {
      left -= messages;
    },
  };
};

/** Counts what the bot says as Telegram does. */
export const createLimitKeeper = (now: () => number): LimitKeeper => {
  const meters = new Map<string, Meter>();
  const meterOf = (key: string, create: () => Meter): Meter => {
    const meter = meters.get(key) ?? create();
    meters.set(key, meter);
    return meter;
  };
  return {
    forget: () => meters.clear(),
    take: ({ chatId = 0, messages }, limits) => {
      const { perSecond, perChatSecond, chatBurst, perGroupMinute } = limits;
      const all = [
        meterOf('all', () => movingWindow(perSecond, 1_000)),
        meterOf(`chat ${chatId}`, () => bucket(chatBurst, 1_000 / perChatSecond)),
        ...(chatId < 0
          ? [meterOf(`group ${chatId}`, () => movingWindow(perGroupMinute, 60_000))]
          : []),
      ];
      const time = now();
      const waitMs = Math.max(...all.map((meter) => meter.waitMs(messages, time)));
      if (waitMs === 0) for (const meter of all) meter.count(messages, time);
      return waitMs;
    },
  };
};
