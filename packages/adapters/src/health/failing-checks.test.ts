import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeHealthCheck } from '@aisha/core/testing';
import { failingChecks } from './failing-checks.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a check that never answers', () => {
  const hanging = { name: 'storage', check: () => new Promise<void>(() => undefined) };

  it('is one that fails, after two seconds and not before', async () => {
    let failing: readonly string[] | undefined;
    void failingChecks([fakeHealthCheck('database'), hanging]).then((names) => (failing = names));
    await vi.advanceTimersByTimeAsync(1_999);
    expect(failing).toBe(undefined);
    await vi.advanceTimersByTimeAsync(1);
    expect(failing).toEqual(['storage']);
  });

  it('holds nobody up longer where there are several', async () => {
    const asked = failingChecks([hanging, { ...hanging, name: 'redis' }]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await asked).toEqual(['storage', 'redis']);
  });
});
