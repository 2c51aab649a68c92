import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSendable, startForging, words, type Forging } from '../bot/forging.ts';
import { size } from './size.ts';

let forging: Forging;

beforeAll(async () => {
  forging = await startForging();
});
afterAll(() => forging.setting.stop());

/** A button as it may be after somebody took a hex editor to it. */
const tampered = (wellFormed: readonly string[]): fc.Arbitrary<string> => {
  const piece = fc.oneof(
    fc.constantFrom(':', '~', '::', 'null', '%00', '\u0000', '\n', "'--", ...words),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const change = fc.record({ at: fc.nat({ max: 64 }), cut: fc.nat({ max: 8 }), piece });
  const changed = fc
    .tuple(fc.constantFrom(...wellFormed), fc.array(change, { maxLength: 4 }))
    .map(([data, changes]) => {
      const letters = [...data];
      for (const { at, cut, piece: put } of changes) {
        letters.splice(at % (letters.length + 1), cut, put);
      }
      return letters.join('');
    });
  const swapped = fc
    .tuple(fc.constantFrom(...wellFormed), fc.constantFrom(...wellFormed))
    .map(([one, other]) => [one.split(':')[0], ...other.split(':').slice(1)].join(':'));
  return fc
    .oneof(changed, swapped, fc.string({ unit: 'binary', maxLength: 64 }))
    .filter(isSendable);
};

describe('buttons that were tampered with', () => {
  const presses = size(2_500, 10_000);

  it(
    `read and write nothing of anybody else: ${presses} of them`,
    { timeout: 300_000 },
    async () => {
      const before = await forging.victims();
      await fc.assert(
        fc.asyncProperty(tampered(forging.wellFormed()), async (data) => {
          await forging.press(data);
          await forging.lookAndRenew(async () => {
            expect(await forging.victims(), `after ${data}`).toEqual(before);
          });
        }),
        { numRuns: presses, endOnFailure: true },
      );
      expect(await forging.victims()).toEqual(before);
      await forging.setting.settle();
      expect(forging.told().length).toBeGreaterThan(5);
      expect(forging.leaks()).toEqual([]);
      const errors = forging.setting.logger.lines.filter(({ level }) => level === 'error');
      expect(errors).toEqual([]);
    },
  );
});
