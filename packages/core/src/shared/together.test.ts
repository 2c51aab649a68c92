import { describe, expect, it } from 'vitest';
import { together } from './together.ts';

describe('works together', () => {
  it('answer in their order', async () => {
    expect(await together([Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two']);
    expect(await together([])).toEqual([]);
  });

  it('are all over before the failure of one is told', async () => {
    const slow = Promise.withResolvers<void>();
    let told = false;
    const outcome = together([Promise.reject(new Error('no')), slow.promise]).catch(
      (error: unknown) => {
        told = true;
        return error;
      },
    );
    await new Promise((turn) => setImmediate(turn));
    expect(told).toBe(false);
    slow.resolve();
    expect(await outcome).toEqual(new Error('no'));
  });

  it('tell the first failure in their order, whichever came first', async () => {
    const late = Promise.withResolvers<void>();
    const outcome = together([late.promise, Promise.reject(new Error('second'))]);
    late.reject(new Error('first'));
    await expect(outcome).rejects.toThrow('first');
  });
});
