import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aspectRatios, sizeFor } from './aspect-ratio.ts';

describe('the size of a picture', () => {
  it.each([
    ['1:1', 1024, 1024],
    ['3:4', 864, 1152],
    ['4:3', 1152, 864],
    ['9:16', 768, 1344],
    ['16:9', 1344, 768],
  ] as const)('of %s within a mebipixel is %i×%i', (ratio, width, height) => {
    const limits = { maxPixels: 1024 * 1024, maxSide: 1536 };
    expect(sizeFor(ratio, limits)).toEqual({ width, height });
  });

  it('never passes what the generator can do, and keeps its ratio within 5 %', () => {
    const anyLimits = fc.record({
      maxPixels: fc.integer({ min: 768 * 768, max: 2048 * 2048 }),
      maxSide: fc.integer({ min: 1024, max: 4096 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...aspectRatios), anyLimits, (ratio, limits) => {
        const { width, height } = sizeFor(ratio, limits);
        const [across = 1, down = 1] = ratio.split(':').map(Number);
        expect([width % 32, height % 32]).toEqual([0, 0]);
        expect(width * height).toBeLessThanOrEqual(limits.maxPixels);
        expect(Math.max(width, height)).toBeLessThanOrEqual(limits.maxSide);
        expect(Math.abs((width / height) * (down / across) - 1)).toBeLessThanOrEqual(0.05);
      }),
      { numRuns: 1000 },
    );
  });
});
