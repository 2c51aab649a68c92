import type { Clock } from '@aisha/core';

export type ShiftedClock = Clock & {
  /** How far it is ahead of the real one, in milliseconds. */
  ahead(): number;
  /** Goes ahead until at least this time. */
  reach(time: Date): void;
};

/** The real time, which can be made to have passed: the database's own clock is never ahead of it. */
export const shiftedClock = (aheadMs = 0): ShiftedClock => {
  let ahead = aheadMs;
  return {
    now: () => new Date(Date.now() + ahead),
    ahead: () => ahead,
    reach: (time) => void (ahead = Math.max(ahead, time.getTime() - Date.now())),
  };
};
