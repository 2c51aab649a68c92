import { describe, expect, it } from 'vitest';
import { wrapped } from './wrapped.ts';

describe('a text that is broken into lines', () => {
  it('fits, keeps every word and its order', () => {
    const text = 'the bot is pushed to and nobody knows where';
    const lines = wrapped(text, 12);
    expect(lines).toEqual(['the bot is', 'pushed to', 'and nobody', 'knows where']);
    expect(lines.join(' ')).toBe(text);
  });

  it('is one line where there is room, and one of nothing where there is no text', () => {
    expect(wrapped('all is well', 80)).toEqual(['all is well']);
    expect(wrapped('', 80)).toEqual(['']);
  });

  it('counts wide characters as two, and cuts only a word that fits nowhere', () => {
    expect(wrapped('写真 写真 写真', 9)).toEqual(['写真 写真', '写真']);
    expect(wrapped('see https://a-very-long.example now', 10)).toEqual([
      'see',
      'https://a…',
      'now',
    ]);
  });
});
