import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintDistance, fingerprintLength, isNearDuplicate } from './fingerprint.ts';

const fingerprint = fc.string({
  unit: fc.constantFrom(...'0123456789abcdef'.split('')),
  minLength: fingerprintLength,
  maxLength: fingerprintLength,
});

/** Structure and colour of one value each. */
const of = (structure: string, colour: string): string => structure.repeat(32) + colour.repeat(48);

describe('two fingerprints', () => {
  it('are near when a few bits of structure and shades of colour differ', () => {
    const one = of('0', '80');
    expect(isNearDuplicate(one, `1f${one.slice(2)}`)).toBe(true);
    expect(isNearDuplicate(one, of('0', '82'))).toBe(true);
  });

  it('are apart when only the structure is alike, as of two plain walls', () => {
    expect(isNearDuplicate(of('0', '80'), of('0', '83'))).toBe(false);
  });

  it('are apart when only the colours are alike, as in a burst', () => {
    const one = of('0', '80');
    expect(isNearDuplicate(one, `3f${one.slice(2)}`)).toBe(false);
  });

  it('are as far apart from either side, within bounds, and at no distance from themselves', () => {
    fc.assert(
      fc.property(fingerprint, fingerprint, (one, other) => {
        const distance = fingerprintDistance(one, other);
        expect(fingerprintDistance(other, one)).toEqual(distance);
        expect(fingerprintDistance(one, one)).toEqual({ structure: 0, colour: 0 });
        expect(distance.structure).toBeLessThanOrEqual(128);
        expect(distance.colour).toBeLessThanOrEqual(255);
      }),
    );
  });
});
