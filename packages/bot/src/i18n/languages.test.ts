import { describe, expect, it } from 'vitest';
import { guessLocale, locales, messagesIn } from './languages.ts';

describe('the language of a person', () => {
  it.each([
    ['ru', 'ru'],
    ['RU-ru', 'ru'],
    ['uz', 'ru'],
    ['en-GB', 'en'],
    ['pt-BR', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ])('that the channel calls %s is %s for us', (tag, locale) => {
    expect(guessLocale(tag)).toBe(locale);
  });

  it('is English where this version does not have it', () => {
    expect(messagesIn('xx')).toBe(messagesIn('en'));
    expect(locales).not.toContain('xx');
  });
});
