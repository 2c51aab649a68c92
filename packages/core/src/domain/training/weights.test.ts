import { describe, expect, it } from 'vitest';
import { looksLikeSafetensors } from './weights.ts';

describe('what a file of weights begins with', () => {
  it.each([
    ['a header of JSON', [10, 0, 0, 0, 0, 0, 0, 0, 0x7b], true],
    ['a header as long as none is', [0, 0, 0, 0, 0, 1, 0, 0, 0x7b], false],
    ['no header', [0, 0, 0, 0, 0, 0, 0, 0, 0x7b], false],
    ['something else than JSON', [10, 0, 0, 0, 0, 0, 0, 0, 0x3c], false],
    ['too few bytes', [10, 0, 0, 0], false],
  ])('%s', (_what, head, isSo) => {
    expect(looksLikeSafetensors(new Uint8Array(head))).toBe(isSo);
  });
});
