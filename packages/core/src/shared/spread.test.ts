import { describe, expect, it } from 'vitest';
import { testIds } from '../testing/index.ts';
import { spreadOf } from './spread.ts';

const ids = testIds();
const spreads = Array.from({ length: 1000 }, () => spreadOf(ids.next(), 1000));

describe('spreading', () => {
  it('keeps an id where it is', () => {
    expect(spreadOf('one', 1000)).toBe(spreadOf('one', 1000));
  });

  it('leaves no part of the time empty, even for ids that count upwards', () => {
    const tenths = new Set(spreads.map((spread) => Math.floor(spread / 100)));
    expect(tenths.size).toBe(10);
    expect(Math.max(...spreads)).toBeLessThan(1000);
  });

  it('crowds no part of it', () => {
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const there = spreads.filter((spread) => Math.floor(spread / 100) === tenth);
      expect(there.length).toBeLessThan(200);
    }
  });
});
