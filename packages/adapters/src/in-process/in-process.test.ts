import { describe, expect, it } from 'vitest';
import { testClock } from '@aisha/core/testing';
import { inProcessCache } from './cache.ts';
import { inProcessRateLimiter } from './rate-limiter.ts';
import { systemIds } from './system-ids.ts';

const ttlMs = 1000;

describe('the cache of one process', () => {
  it('forgets what was unused for longest when it is full', async () => {
    const cache = inProcessCache({ maxEntries: 2 });
    await cache.save('a', 1, { ttlMs });
    await cache.save('b', 2, { ttlMs });
    await cache.find('a');
    await cache.save('c', 3, { ttlMs });
    expect(await Promise.all(['a', 'b', 'c'].map((key) => cache.find(key)))).toEqual([
      1,
      undefined,
      3,
    ]);
  });

  it('does not keep a value that is too large, nor the one it replaces', async () => {
    const cache = inProcessCache({ maxEntries: 2, maxValueLength: 10 });
    await cache.save('key', 'small', { ttlMs });
    await cache.save('key', 'much too large', { ttlMs });
    expect(await cache.find('key')).toBeUndefined();
  });
});

describe('the rate limiter of one process', () => {
  it('remembers the keys used last when there are too many', async () => {
    const limiter = inProcessRateLimiter({ clock: testClock(), maxKeys: 2 });
    const limit = { count: 1, windowMs: 1000 };
    for (const key of ['a', 'b', 'c']) await limiter.take(key, limit);
    expect(await limiter.take('c', limit)).toBe(1000);
    expect(await limiter.take('a', limit)).toBe(0);
  });

  it('lets through one for each that leaves the window', async () => {
    const clock = testClock();
    const limiter = inProcessRateLimiter({ clock });
    const limit = { count: 2, windowMs: 1000 };
    await limiter.take('key', limit);
    clock.advance(600);
    await limiter.take('key', limit);
    expect(await limiter.take('key', limit)).toBe(400);
    clock.advance(400);
    expect(await limiter.take('key', limit)).toBe(0);
    expect(await limiter.take('key', limit)).toBe(600);
  });

  it('keeps nobody waiting for longer than a window when the clock is set back', async () => {
    const clock = testClock();
    const limiter = inProcessRateLimiter({ clock });
    const limit = { count: 1, windowMs: 1000 };
    await limiter.take('key', limit);
    clock.advance(-60_000);
    expect(await limiter.take('key', limit)).toBe(1000);
  });
});

describe('the ids of one process', () => {
  it('carry the time they were made', () => {
    const clock = testClock(new Date('2026-01-02T03:04:05.678Z'));
    const time = systemIds({ clock }).next().replace('-', '').slice(0, 12);
    expect(Number.parseInt(time, 16)).toBe(Date.parse('2026-01-02T03:04:05.678Z'));
  });

  it('go on sorting when more are made in a millisecond than it can count, and when time goes back', () => {
    const clock = testClock();
    const ids = systemIds({ clock });
    const made = Array.from({ length: 10_000 }, () => ids.next());
    clock.advance(-60_000);
    made.push(...Array.from({ length: 10_000 }, () => ids.next()));
    expect(made).toEqual(made.toSorted());
    expect(new Set(made).size).toBe(20_000);
  });
});
