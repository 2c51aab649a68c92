import { describe, expect, it } from 'vitest';
import { nextShowAt } from './show-schedule.ts';

const since = new Date('2026-11-22T12:00:00.000Z');

/** The pauses between showings of something that goes on for ever, in seconds. */
const pauses = (count: number): number[] => {
  let now = since;
  return Array.from({ length: count }, () => {
    const next = nextShowAt(since, now);
    const pause = (next.getTime() - now.getTime()) / 1000;
    now = next;
    return pause;
  });
};

describe('showing how something goes', () => {
  it('happens less and less often, and every half minute in the end', () => {
    const all = pauses(20);
    expect(all.slice(0, 2)).toEqual([2, 2]);
    expect(all.toSorted((one, other) => one - other)).toEqual(all);
    expect(all.slice(-10)).toEqual(Array.from({ length: 10 }, () => 30));
  });

  it('takes a dozen showings for the first two minutes of it', () => {
    let at = 0;
    const shown = pauses(20).map((pause) => (at += pause));
    expect(shown.filter((time) => time <= 120).length).toBeLessThan(12);
  });

  it('does not come at once although a clock was set back', () => {
    const before = new Date(since.getTime() - 600_000);
    expect(nextShowAt(since, before).getTime() - before.getTime()).toBe(2000);
  });
});
