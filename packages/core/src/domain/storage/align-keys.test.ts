import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlobKey } from '../../shared/ids.ts';
import { alignKeys } from './align-keys.ts';

async function* each<T>(...values: T[]): AsyncGenerator<T> {
  yield* values;
}
const all = async <T>(list: AsyncIterable<T>): Promise<T[]> => {
  const values: T[] = [];
  for await (const value of list) values.push(value);
  return values;
};
const keys = (...names: string[]) => each(...(names as BlobKey[]));
const rows = (...names: string[]) => each(...names.map((key) => ({ key: key as BlobKey })));

describe('two lists side by side', () => {
  it('tell of each key who has it', async () => {
    const aligned = await all(alignKeys(keys('a', 'b', 'd'), rows('b', 'c', 'd', 'e')));
    expect(aligned.map(({ key, row }) => [key, row?.key])).toEqual([
      ['a', undefined],
      ['b', 'b'],
      [undefined, 'c'],
      ['d', 'd'],
      [undefined, 'e'],
    ]);
  });

  it('tell a key that several rows share once', async () => {
    const aligned = await all(alignKeys(keys('a', 'b'), rows('a', 'a', 'c', 'c')));
    expect(aligned.map(({ key, row }) => [key, row?.key])).toEqual([
      ['a', 'a'],
      ['b', undefined],
      [undefined, 'c'],
    ]);
  });

  it('miss no key and invent none', async () => {
    const names = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', '-', '/', '0', '_') }));
    await fc.assert(
      fc.asyncProperty(names, names, async (one, other) => {
        const aligned = alignKeys(keys(...one.toSorted()), rows(...other.toSorted()));
        const told = await all(aligned);
        expect(told.flatMap(({ key }) => (key === undefined ? [] : [key]))).toEqual(one.toSorted());
        expect(told.flatMap(({ row }) => (row ? [row.key] : []))).toEqual(other.toSorted());
        expect(told).toHaveLength(new Set([...one, ...other]).size);
      }),
    );
  });

  it('are both closed when nobody wants the rest', async () => {
    let closed = 0;
    async function* endless<T>(value: T): AsyncGenerator<T> {
      try {
        for (;;) yield value;
      } finally {
        closed += 1;
      }
    }
    const row = { key: 'b' as BlobKey };
    for await (const _ of alignKeys(endless('a' as BlobKey), endless(row))) break;
    expect(closed).toBe(2);
  });
});
