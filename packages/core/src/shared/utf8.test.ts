import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from './utf8.ts';

describe('text as bytes', () => {
  it('is what the host makes of it, whatever it says', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(Buffer.compare(utf8(text), new TextEncoder().encode(text))).toBe(0);
      }),
    );
    for (const text of ['', 'a', 'жаба', '漢字', '👩‍👩‍👧', '\uD800x', '\uDC00']) {
      expect(utf8(text)).toEqual(new TextEncoder().encode(text));
    }
  });
});
