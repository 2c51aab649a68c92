import { describe, expect, it } from 'vitest';
import { attemptNumber } from './attempt-number.ts';

describe('the number of an attempt', () => {
  it('is 1 before anything was sent, and while the first is under way', () => {
    expect(attemptNumber(undefined, 'preparing')).toBe(1);
    expect(attemptNumber({ status: 'intended', spentTries: 0 }, 'preparing')).toBe(1);
    expect(attemptNumber({ status: 'accepted', spentTries: 0 }, 'running')).toBe(1);
    expect(attemptNumber({ status: 'ended', spentTries: 0 }, 'finishing')).toBe(1);
  });

  it('does not count what the provider never took', () => {
    expect(attemptNumber({ status: 'refused', spentTries: 0 }, 'preparing')).toBe(1);
  });

  it('grows as soon as the work goes back to being prepared, and stays so', () => {
    expect(attemptNumber({ status: 'ended', spentTries: 0 }, 'preparing')).toBe(2);
    expect(attemptNumber({ status: 'intended', spentTries: 1 }, 'preparing')).toBe(2);
    expect(attemptNumber({ status: 'accepted', spentTries: 1 }, 'queued')).toBe(2);
    expect(attemptNumber({ status: 'ended', spentTries: 1 }, 'preparing')).toBe(3);
  });
});
