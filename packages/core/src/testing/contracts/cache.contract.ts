import type { Cache } from '../../ports/cache.ts';
import { deepEqual, equal } from '../assert.ts';
import { casesOf, type Suite } from './suite.ts';

/** `elapse` lets that much time pass, as far as the cache can tell. */
export const cacheContract = (
  suite: Suite<{ cache: Cache; elapse: (ms: number) => Promise<void> }>,
): void => {
  const test = casesOf(suite);
  const ttlMs = 60_000;

  test('a value that was saved is found as it was', async ({ cache }) => {
    const values = ['', 'text', 0, 1.5, true, false, [], {}, { a: [{ b: 'ё' }], c: false }];
    for (const [index, value] of values.entries()) {
      await cache.save(`key-${index}`, value, { ttlMs });
    }
    for (const [index, value] of values.entries()) {
      deepEqual(await cache.find(`key-${index}`), value);
    }
  });

  test('what was never saved is not found', async ({ cache }) => {
    await cache.save('key', 1, { ttlMs });
    equal(await cache.find('kee'), undefined);
  });

  test('a later value replaces the earlier', async ({ cache }) => {
    await cache.save('key', { first: true }, { ttlMs });
    await cache.save('key', { second: true }, { ttlMs });
    deepEqual(await cache.find('key'), { second: true });
  });

  test('a change to what was found or saved changes nothing', async ({ cache }) => {
    const value = { list: [1] };
    await cache.save('key', value, { ttlMs });
    value.list.push(2);
    const found = await cache.find('key');
    (found as { list: number[] }).list.push(3);
    deepEqual(await cache.find('key'), { list: [1] });
  });

  test('a deleted value is gone, deleting a missing one is fine', async ({ cache }) => {
    await cache.save('key', 1, { ttlMs });
    await cache.save('other', 2, { ttlMs });
    await cache.delete('key');
    await cache.delete('key');
    equal(await cache.find('key'), undefined);
    equal(await cache.find('other'), 2);
  });

  test('a value is forgotten when its time is over', async ({ cache, elapse }) => {
    await cache.save('short', 1, { ttlMs: 200 });
    await cache.save('long', 2, { ttlMs });
    equal(await cache.find('short'), 1);
    await elapse(201);
    equal(await cache.find('short'), undefined);
    equal(await cache.find('long'), 2);
  });

  test('a value that is saved again lives as long as the second one was given', async ({
    cache,
    elapse,
  }) => {
    await cache.save('key', 1, { ttlMs: 200 });
    await cache.save('key', 2, { ttlMs });
    await elapse(201);
    equal(await cache.find('key'), 2);
  });
};
