import { describe, expect, it } from 'vitest';
import { welcomeForgottenAt } from './welcome.ts';

describe('when welcome credits are forgotten', () => {
  it.each([
    ['2026-11-01T00:00:00.000Z', '2027-12-01T00:00:00.000Z'],
    ['2026-11-30T23:59:59.999Z', '2027-12-01T00:00:00.000Z'],
    ['2026-12-31T12:00:00.000Z', '2028-01-01T00:00:00.000Z'],
    ['2028-02-29T12:00:00.000Z', '2029-03-01T00:00:00.000Z'],
  ])('of %s it is %s', (givenAt, forgetAt) => {
    expect(welcomeForgottenAt(new Date(givenAt)).toISOString()).toBe(forgetAt);
  });
});
