import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileParts } from '../../testing/hostile-parts.ts';
import { parseAvatarName } from './avatar-name.ts';

const part = fc.constantFrom(...hostileParts);
const hostileText = fc.oneof(
  fc.array(part, { maxLength: 24 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.tuple(part, fc.nat(4096)).map(([text, times]) => text.repeat(times).slice(0, 4096)),
);

describe('a name', () => {
  it.each([
    ['Аня', 'Аня'],
    ['  Ada   Lovelace \n', 'Ada Lovelace'],
    ['O’Brien-Smith, Jr.', 'O’Brien-Smith, Jr.'],
    ['Zoe\u0301', 'Zo\u00e9'],
    ['דנה', 'דנה'],
    ['李娜', '李娜'],
    ['Me 👨‍👩‍👧‍👦', 'Me 👨‍👩‍👧‍👦'],
    ['🏳️‍🌈 Sam', '🏳️‍🌈 Sam'],
    ['👩🏽‍🚀 Ada', '👩🏽‍🚀 Ada'],
    ['x'.repeat(50), 'x'.repeat(50)],
    ['👨‍👩‍👧‍👦'.repeat(12), '👨‍👩‍👧‍👦'.repeat(12)],
  ])('%j is kept as %j', (text, name) => {
    expect(parseAvatarName(text)).toEqual({ ok: true, value: name });
  });

  it.each([
    ['A', 'avatar-name.too-short'],
    ['', 'avatar-name.too-short'],
    [' \u200b\u2060 A \u00ad', 'avatar-name.too-short'],
    ['👨‍👩‍👧‍👦', 'avatar-name.too-short'],
    ['x'.repeat(51), 'avatar-name.too-long'],
    ['x'.repeat(4096), 'avatar-name.too-long'],
    [`ab${'\u0301'.repeat(250)}`, 'avatar-name.too-long'],
    ['<b>Ada</b>', 'avatar-name.has-markup'],
    ['_*[Ada](https://example.com)', 'avatar-name.has-markup'],
    ['Ada `rm`', 'avatar-name.has-markup'],
  ] as const)('%j is refused with %s', (text, code) => {
    expect(parseAvatarName(text)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('cannot turn the text around it', () => {
    expect(parseAvatarName('Ada \u202egnp.exe')).toEqual({ ok: true, value: 'Ada gnp.exe' });
    expect(parseAvatarName('\u2067Ada\u2069')).toEqual({ ok: true, value: 'Ada' });
  });
});

describe('any text at all', () => {
  it('is answered, and what is kept can be shown, stored and read again as the same name', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const parsed = parseAvatarName(text);
        if (!parsed.ok) return;
        const name = parsed.value;
        expect(name.isWellFormed()).toBe(true);
        expect(name).toBe(name.trim().normalize('NFC'));
        expect(name).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b<>*_`[\]]/u);
        expect(name.length).toBeLessThanOrEqual(200);
        expect(parseAvatarName(name)).toEqual(parsed);
      }),
      { numRuns: 300 },
    );
  });
});
