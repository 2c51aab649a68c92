import { bucket, movingWindow, type Budget } from './budget.ts';
import type { PacingLimits } from './limits.ts';
import { rankOf, type PacedCall, type Priority } from './paced-call.ts';

/** One chat: what may still be said there, and what is being said. */
type Lane = {
  readonly budgets: readonly Budget[];
  /** Two of one priority never go side by side: they might arrive the other way round. */
  readonly underWay: Set<Priority>;
};

export type Lanes = {
  waitMs(call: PacedCall, now: number): number;
  begin(call: PacedCall, now: number): void;
  end(call: PacedCall, now: number): void;
};

/** Chats remembered before those that are as good as new are forgotten. */
const remembered = 1_000;

export const createLanes = (limits: PacingLimits): Lanes => {
  const lanes = new Map<string, Lane>();
  let sweepAt = remembered;
  const sweep = (now: number): void => {
    for (const [chat, { budgets, underWay }] of lanes) {
      if (underWay.size === 0 && budgets.every((budget) => budget.isFull(now))) lanes.delete(chat);
    }
    sweepAt = Math.max(remembered, lanes.size * 2);
  };
  const laneOf = (chat: string, now: number): Lane => {
    const known = lanes.get(chat);
    if (known) return known;
    if (lanes.size >= sweepAt) sweep(now);
    const lane = { budgets: budgetsOf(chat, limits), underWay: new Set<Priority>() };
    lanes.set(chat, lane);
    return lane;
  };
  return {
    waitMs: (call, now) => {
      const { budgets, underWay } = laneOf(call.chat, now);
      if (underWay.has(call.priority)) return Infinity;
      // The less it matters, the more of a burst it leaves to others.
      const ask = { weight: call.weight, reserve: rankOf(call) };
      return Math.max(...budgets.map((budget) => budget.waitMs(ask, now)));
    },
    begin: ({ chat, weight, priority }, now) => {
      const { budgets, underWay } = laneOf(chat, now);
      underWay.add(priority);
      for (const budget of budgets) budget.begin(weight, now);
    },
    end: ({ chat, weight, priority }, now) => {
      const { budgets, underWay } = laneOf(chat, now);
      underWay.delete(priority);
      for (const budget of budgets) budget.end(weight, now);
    },
  };
};

const budgetsOf = (chat: string, limits: PacingLimits): Budget[] => [
  bucket({ burst: limits.chatBurst, everyMs: 1_000 / limits.perChatSecond }),
  ...(isGroup(chat) ? [movingWindow({ count: limits.perGroupMinute, windowMs: 60_000 })] : []),
];

/** Groups and channels have numbers below zero, or public names. */
const isGroup = (chat: string): boolean => /^[-@]/u.test(chat);
