import { describe, expect, it } from 'vitest';
import { matchingCommands } from './command-list.ts';
import { formatDay, formatDuration, formatPrice, formatSize } from './format.ts';
import { languageOf, textsFor } from './texts.ts';

const en = textsFor('en');
const seconds = (date: Date): number => date.getTime() / 1000;

describe('format', () => {
  it('names sizes in the reader’s language', () => {
    expect(formatSize(0, en, 'en')).toBe('0 B');
    expect(formatSize(1536, en, 'en')).toBe('1.5 KB');
    expect(formatSize(20 * 1024 * 1024, textsFor('ru'), 'ru')).toBe('20 МБ');
  });

  it('names days as people do', () => {
    const now = new Date(2026, 4, 10, 12);
    const day = (...date: [number, number, number]) =>
      formatDay(seconds(new Date(...date)), now, en, 'en-GB');
    expect(day(2026, 4, 10)).toBe('Today');
    expect(day(2026, 4, 9)).toBe('Yesterday');
    expect(day(2026, 0, 2)).toBe('2 January');
    expect(day(2025, 11, 31)).toBe('31 December 2025');
  });

  it('writes durations and prices', () => {
    expect(formatDuration(65.4)).toBe('1:05');
    expect(formatPrice(100, 'XTR', 'en')).toBe('⭐ 100');
    expect(formatPrice(1250, 'EUR', 'en')).toBe('€12.50');
  });

  it('guesses Russian or English', () => {
    expect([languageOf('ru-RU'), languageOf('de'), languageOf(undefined)]).toEqual([
      'ru',
      'en',
      'en',
    ]);
  });
});

describe('matchingCommands', () => {
  const commands = ['start', 'styles', 'help'].map((command) => ({ command, description: '' }));
  const names = (text: string) => matchingCommands(text, commands).map(({ command }) => command);

  it('offers what a half-typed command may become', () => {
    expect(names('/')).toEqual(['start', 'styles', 'help']);
    expect(names('/ST')).toEqual(['start', 'styles']);
  });

  it('stays away from other texts', () => {
    expect(names('a /st')).toEqual([]);
    expect(names('/start now')).toEqual([]);
  });
});
