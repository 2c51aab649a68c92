import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileParts } from '../../testing/hostile-parts.ts';
import { parsePrompt, weavePrompt } from './prompt.ts';

const part = fc.constantFrom(...hostileParts);
const hostileText = fc.oneof(
  fc.array(part, { maxLength: 24 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.tuple(part, fc.nat(4096)).map(([text, times]) => text.repeat(times).slice(0, 4096)),
);

describe('a prompt', () => {
  it.each([
    ['  at the sea  ', 'at the sea'],
    ['line one\nline two\u2028three', 'line one line two three'],
    ['в саду с книгой', 'в саду с книгой'],
    ['<b>not markup here</b>', '<b>not markup here</b>'],
    ['five5', 'five5'],
    ['😀'.repeat(2000), '😀'.repeat(2000)],
  ])('is kept, on one line', (text, prompt) => {
    expect(parsePrompt(text)).toEqual({ ok: true, value: prompt });
  });

  it('of 4 characters is refused, however much space is around it', () => {
    const refusal = { code: 'prompt.too-short', min: 5 };
    expect(parsePrompt('\n\n four \n\n')).toEqual({ ok: false, refusal });
  });

  it('of 2,001 characters is refused and told its length', () => {
    const refusal = { code: 'prompt.too-long', max: 2000, length: 2001 };
    expect(parsePrompt('x'.repeat(2001))).toEqual({ ok: false, refusal });
  });

  it('may be any text at all: what is kept is one well-formed line, and kept again as it is', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const parsed = parsePrompt(text);
        if (!parsed.ok) return;
        expect(parsed.value.isWellFormed()).toBe(true);
        expect(parsed.value).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(parsePrompt(parsed.value)).toEqual(parsed);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the prompt that goes to the generator', () => {
  it.each([
    ['woman', 'a photo of TOK1, a woman, at the sea'],
    ['style', 'an image in the style of TOK1, at the sea'],
    ['object', 'a photo of TOK1, at the sea'],
  ] as const)('names a %s by its trigger phrase first', (subject, woven) => {
    expect(weavePrompt('at the sea', subject, 'TOK1')).toBe(woven);
  });
});
