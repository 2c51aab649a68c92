import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtAt } from '../../testing/index.ts';
import { nextAbandonedCheckAt, nextCheckAt } from './check-schedule.ts';

const secondsUntil = (type: 'training' | 'generation', checks: number): number =>
  (nextCheckAt(type, checks, builtAt).getTime() - builtAt.getTime()) / 1000;

describe('the next question to the provider', () => {
  it('comes soon at first and never later than its last step', () => {
    expect([0, 1, 6, 1000].map((checks) => secondsUntil('training', checks))).toEqual([
      2, 3, 15, 15,
    ]);
    expect([0, 2, 6, 1000].map((checks) => secondsUntil('generation', checks))).toEqual([
      1, 2, 10, 10,
    ]);
  });

  it('never comes sooner than the one before', () => {
    fc.assert(
      fc.property(fc.constantFrom('training', 'generation'), fc.nat(50), (type, checks) => {
        expect(secondsUntil(type, checks + 1)).toBeGreaterThanOrEqual(secondsUntil(type, checks));
      }),
    );
  });
});

describe('the next question about a run that nobody waits for', () => {
  const hour = 3600;
  const pauseAfter = (ageSeconds: number): number | undefined => {
    const now = new Date(builtAt.getTime() + ageSeconds * 1000);
    const next = nextAbandonedCheckAt(builtAt, now);
    return next && (next.getTime() - now.getTime()) / 1000;
  };

  it('comes the more rarely the older the run is, and after a day never', () => {
    expect([-600, 0, 60, 600, hour, 23 * hour].map(pauseAfter)).toEqual([5, 5, 15, 150, 300, 300]);
    expect(pauseAfter(24 * hour)).toBe(undefined);
  });
});
