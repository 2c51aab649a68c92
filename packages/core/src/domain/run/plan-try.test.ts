import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aRun, builtAt } from '../../testing/index.ts';
import { planTry, refusedPauseMs } from './plan-try.ts';
import { runStatuses, type ProviderRun } from './run.ts';

const rules = (afterMs = 0) => ({
  now: new Date(builtAt.getTime() + afterMs),
  lostReplyGraceMs: 60_000,
  maxTries: 3,
});

describe('a submission', () => {
  it('starts where there was none', () => {
    expect(planTry(undefined, rules())).toEqual({ step: 'start', tryNumber: 1, spentTries: 0 });
  });

  it('is done where the provider took the last try', () => {
    expect(planTry(aRun({ status: 'accepted' }), rules())).toEqual({ step: 'accepted' });
  });

  it('waits while the last try may still turn up, and is made again after that', () => {
    const until = new Date(builtAt.getTime() + 60_000);
    expect(planTry(aRun(), rules(59_999))).toEqual({ step: 'wait', until });
    expect(planTry(aRun(), rules(60_000))).toEqual({ step: 'start', tryNumber: 2, spentTries: 1 });
  });

  it('is not used up by tries that the provider refused to take', () => {
    const refused = aRun({ status: 'refused', tryNumber: 40, spentTries: 2 });
    expect(planTry(refused, rules())).toEqual({ step: 'start', tryNumber: 41, spentTries: 2 });
  });

  it.each(['ended', 'abandoned'] as const)('is given up when the third try %s', (status) => {
    expect(planTry(aRun({ status, spentTries: 1 }), rules()).step).toBe('start');
    expect(planTry(aRun({ status, spentTries: 2 }), rules())).toEqual({ step: 'give-up' });
  });

  it('is paid for three times at most, whatever becomes of the tries', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...runStatuses), { minLength: 20 }), (fates) => {
        let latest: ProviderRun | undefined;
        let paid = 0;
        for (const status of fates) {
          const plan = planTry(latest, rules(60_000));
          if (plan.step !== 'start') break;
          expect(plan.tryNumber).toBe((latest?.tryNumber ?? 0) + 1);
          if (status !== 'refused') paid += 1;
          latest = aRun({ ...plan, status });
        }
        expect(paid).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('the pause after a refusal', () => {
  it('doubles from two seconds to a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 100].map(refusedPauseMs)).toEqual([
      2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });
});
