import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtAt } from '../../testing/index.ts';
import { nextCheckAt } from './check-schedule.ts';

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
