import { describe, expect, it } from 'vitest';
import { aRun } from '../../testing/index.ts';
import { billed, runBillings } from './run-cost.ts';

describe('what a run costs', () => {
  it('moves with what becomes known, and the expected amount stays', () => {
    const run = aRun();
    for (const billing of runBillings) {
      expect(billed(run, billing)).toEqual({ ...run, cost: { ...run.cost, billing } });
    }
    const perhaps = billed(run, 'maybe');
    expect(billed(perhaps, 'billed').cost.billing).toBe('billed');
    expect(billed(perhaps, 'free').cost.billing).toBe('free');
  });

  it('stays billed once it was', () => {
    const run = billed(aRun(), 'billed');
    for (const billing of runBillings) expect(billed(run, billing).cost.billing).toBe('billed');
  });
});
