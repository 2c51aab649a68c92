import { describe, expect, it } from 'vitest';
import { monthOf } from './image-filter.ts';

describe('the month of a picture', () => {
  it('is that of UTC, and begins with its first moment', () => {
    expect(monthOf(new Date('2026-11-30T23:59:59.999Z'))).toBe(202_611);
    expect(monthOf(new Date('2026-12-01T00:00:00.000Z'))).toBe(202_612);
    expect(monthOf(new Date('2027-01-01T02:00:00.000+03:00'))).toBe(202_612);
  });
});
