import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { albumRows } from './album-rows.ts';

describe('albumRows', () => {
  it('keeps every picture, one to four a row', () => {
    const ratios = fc.array(fc.double({ min: 0.1, max: 5, noNaN: true }), {
      minLength: 1,
      maxLength: 10,
    });
    fc.assert(
      fc.property(ratios, (all) => {
        const rows = albumRows(all);
        expect(rows.flat()).toHaveLength(all.length);
        for (const row of rows) expect(row.length).toBeGreaterThan(0);
        for (const row of rows) expect(row.length).toBeLessThanOrEqual(4);
      }),
      { numRuns: 50 },
    );
  });

  it('makes an album of ten neither a tower nor a ribbon', () => {
    const rows = albumRows(Array.from({ length: 10 }, () => 3 / 4));
    const height = rows
      .map((row) => 1 / row.reduce((sum, ratio) => sum + ratio, 0))
      .reduce((a, b) => a + b);
    expect(height).toBeGreaterThan(0.7);
    expect(height).toBeLessThan(1.5);
  });

  it('puts two wide pictures above each other and two tall ones side by side', () => {
    expect(albumRows([1.7, 1.7])).toHaveLength(2);
    expect(albumRows([0.7, 0.7])).toHaveLength(1);
  });
});
