import { describe, expect, it } from 'vitest';
import { isAbandoned, newDatabaseName, newRunPrefix } from './names.ts';

const HOUR_MS = 60 * 60 * 1000;
const NOW = Date.UTC(2026, 0, 1);

describe('the name of a test database', () => {
  it('fits into PostgreSQL and needs no quotes', () => {
    expect(newDatabaseName(newRunPrefix(NOW))).toMatch(/^[a-z][a-z0-9_]{1,62}$/);
  });

  it('tells a run that was killed from one that is under way', () => {
    const name = newDatabaseName(newRunPrefix(NOW));
    expect(isAbandoned(name, NOW + 23 * HOUR_MS)).toBe(false);
    expect(isAbandoned(name, NOW + 25 * HOUR_MS)).toBe(true);
  });

  it('never takes another database for one of ours', () => {
    expect(isAbandoned('postgres', NOW)).toBe(false);
    expect(isAbandoned('aisha', NOW)).toBe(false);
    expect(isAbandoned('aisha_test_', NOW)).toBe(false);
  });
});
