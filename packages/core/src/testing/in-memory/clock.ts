import type { Clock } from '../../ports/clock.ts';
import type { Remembering } from './remembering.ts';

export type TestClock = Clock &
  Remembering & {
    advance(ms: number): void;
    set(time: Date): void;
  };

/** Time that moves when a test says so. */
export const testClock = (start: Date = new Date('2026-11-22T12:00:00.000Z')): TestClock => {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    advance: (ms) => void (now += ms),
    set: (time) => void (now = time.getTime()),
    remember: () => {
      const before = now;
      return () => void (now = before);
    },
  };
};
