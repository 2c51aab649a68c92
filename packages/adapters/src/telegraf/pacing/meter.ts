import { movingWindow } from './budget.ts';
import { createHolds } from './holds.ts';
import { createLanes } from './lanes.ts';
import type { PacingLimits } from './limits.ts';
import type { PacedCall } from './paced-call.ts';

/** Milliseconds; Infinity: until something under way has ended. */
export type Waits = {
  /** For its own chat: by Telegram's word or by what may be said there. */
  readonly own: number;
  /** For what may be said in all chats. */
  readonly shared: number;
};

/** Everything that decides when a call may be made. */
export type Meter = {
  waitsOf(call: PacedCall): Waits;
  begin(call: PacedCall): void;
  end(call: PacedCall): void;
  /** Telegram refused it, and asks for silence. */
  refused(call: PacedCall, waitMs: number): void;
  accepted(call: PacedCall): void;
};

/** Of what may be said in a second this part is kept for answers, however much news there is. */
const interactiveShare = 1 / 6;

export const newsPerSecond = ({ perSecond }: PacingLimits): number =>
  Math.max(1, Math.floor(perSecond * (1 - interactiveShare)));

export const createMeter = (limits: PacingLimits, now: () => number): Meter => {
  const all = movingWindow({ count: limits.perSecond, windowMs: 1_000 });
  const lanes = createLanes(limits);
  const holds = createHolds();
  const kept = limits.perSecond - newsPerSecond(limits);
  return {
    waitsOf: (call) => {
      const time = now();
      const held = holds.waitMs(call.chat, time);
      if (call.weight === 0) return { own: held, shared: 0 };
      const reserve = call.priority === 'interactive' ? 0 : kept;
      return {
        own: Math.max(held, lanes.waitMs(call, time)),
        shared: all.waitMs({ weight: call.weight, reserve }, time),
      };
    },
    begin: (call) => {
      if (call.weight === 0) return;
      all.begin(call.weight, now());
      lanes.begin(call, now());
    },
    end: (call) => {
      if (call.weight === 0) return;
      all.end(call.weight, now());
      lanes.end(call, now());
    },
    refused: ({ chat }, waitMs) => holds.refused(chat, waitMs, now()),
    accepted: ({ weight }) => {
      if (weight > 0) holds.accepted();
    },
  };
};
