import { describe, expect, it } from 'vitest';
import { whenUsed } from './when-used.ts';

type Adder = { add(one: number, other: number): Promise<number>; fail(): Promise<void> };

describe('what is made when it is used', () => {
  const setting = () => {
    let loads = 0;
    const adder = whenUsed<Adder>(
      async () => {
        loads += 1;
        return {
          add: async (one, other) => one + other,
          fail: () => Promise.reject(new Error('cannot')),
        };
      },
      { add: true, fail: true },
    );
    return { adder, loads: () => loads };
  };

  it('is not made before, and once', async () => {
    const { adder, loads } = setting();
    expect(loads()).toBe(0);
    expect(await Promise.all([adder.add(1, 2), adder.add(3, 4)])).toEqual([3, 7]);
    expect(loads()).toBe(1);
  });

  it('fails as what was made fails', async () => {
    await expect(setting().adder.fail()).rejects.toThrow('cannot');
  });
});
