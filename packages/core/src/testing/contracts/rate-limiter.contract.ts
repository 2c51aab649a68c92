import type { RateLimiter } from '../../ports/rate-limiter.ts';
import { deepEqual, equal, ok } from '../assert.ts';
import { atOnce, casesOf, countOf, type Suite } from './suite.ts';

/** `elapse` lets that much time pass, as far as the limiter can tell. */
export const rateLimiterContract = (
  suite: Suite<{ limiter: RateLimiter; elapse: (ms: number) => Promise<void> }>,
): void => {
  const test = casesOf(suite);
  const limit = { count: 3, windowMs: 400 };

  test('so many are let through in a window, the next one waits', async ({ limiter }) => {
    for (let taken = 0; taken < 3; taken += 1) equal(await limiter.take('key', limit), 0);
    const waitMs = await limiter.take('key', limit);
    ok(waitMs > 0 && waitMs <= limit.windowMs, `told to wait ${waitMs} ms`);
  });

  test('who waited as told is let through, though others tried in vain meanwhile', async ({
    limiter,
    elapse,
  }) => {
    await atOnce(3, () => limiter.take('key', limit));
    const waitMs = await limiter.take('key', limit);
    await atOnce(10, () => limiter.take('key', limit));
    await elapse(waitMs);
    equal(await limiter.take('key', limit), 0);
  });

  test('a whole window later everything is allowed again', async ({ limiter, elapse }) => {
    await atOnce(5, () => limiter.take('key', limit));
    await elapse(limit.windowMs);
    const answers = await atOnce(4, () => limiter.take('key', limit));
    equal(countOf(answers, 0), 3);
  });

  test('what is left is told with each, and grows again as time passes', async ({
    limiter,
    elapse,
  }) => {
    const left = async () => (await limiter.spend('key', limit)).remaining;
    deepEqual([await left(), await left(), await left()], [2, 1, 0]);
    const refused = await limiter.spend('key', limit);
    ok(refused.waitMs > 0 && refused.remaining === 0, 'nothing is left');
    await elapse(limit.windowMs);
    deepEqual(await limiter.spend('key', limit), { waitMs: 0, remaining: 2 });
    equal(await limiter.take('key', limit), 0);
    equal(await left(), 0);
  });

  test('keys do not know of each other', async ({ limiter }) => {
    await atOnce(4, () => limiter.take('one', limit));
    equal(await limiter.take('two', limit), 0);
  });

  test('of many at once no more are let through', async ({ limiter }) => {
    const answers = await atOnce(50, () => limiter.take('key', { count: 10, windowMs: 60_000 }));
    equal(countOf(answers, 0), 10);
  });
};
