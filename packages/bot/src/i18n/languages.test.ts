import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { guessLocale, locales, messagesIn } from './languages.ts';
import { readLanguages } from './read-languages.ts';

describe('a language', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aisha-languages-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (file: string, messages: Readonly<Record<string, string>>): Promise<void> =>
    writeFile(
      join(folder, file),
      `export const language = ${JSON.stringify({ messages, alsoFor: ['gsw'] })};`,
    );

  it('is one file in the folder, and nothing else', async () => {
    await write('de.js', { ...en, 'menu.home': '🏠 Menü' });
    await write('translate.js', {});
    await write('de.d.ts', {});
    const languages = await readLanguages(folder);
    expect(Object.keys(languages)).toEqual(['de']);
    expect(languages['de']?.messages['menu.home']).toBe('🏠 Menü');
    expect(languages['de']?.alsoFor).toEqual(['gsw']);
  });

  it('that lacks a message is found before anybody meets it', async () => {
    const { 'menu.home': _, ...most } = en;
    await write('de.js', most);
    await expect(readLanguages(folder)).rejects.toThrow('de.js is not complete');
  });
});

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
    expect(messagesIn('xx')).toEqual(messagesIn('en'));
    expect(locales).not.toContain('xx');
  });
});
