import { readFileSync, globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import type { Locale } from '@aisha/core';
import { en, type MessageKey } from './en.ts';
import { locales, messagesIn } from './languages.ts';
import { plainTranslator, translator, type MessageValues } from './translate.ts';

const keys = Object.keys(en) as MessageKey[];
const messages = locales.flatMap((locale) => keys.map((key) => ({ locale, key })));

type Part = {
  readonly value?: string;
  readonly pluralType?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
};

const partsOf = (locale: Locale, key: MessageKey): readonly Part[] => {
  const text = messagesIn(locale)[key];
  const format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  return inside(format.getAst() as readonly Part[]);
};

const inside = (parts: readonly Part[]): readonly Part[] =>
  parts.flatMap((part) => [
    part,
    ...Object.values(part.options ?? {}).flatMap(({ value }) => inside(value)),
  ]);

/** What a message takes: names of numbers, and of everything else. */
const argumentsOf = (locale: Locale, key: MessageKey) => {
  const plurals = new Set<string>();
  const others = new Set<string>();
  const literal = 0;
  const number = 2;
  const pound = 7;
  for (const part of partsOf(locale, key)) {
    const { type } = part as { type?: number };
    if (type === literal || type === pound || part.value === undefined) continue;
    (part.pluralType || type === number ? plurals : others).add(part.value);
  }
  return { plurals: [...plurals].toSorted(), others: [...others].toSorted() };
};

const sampleOf = (key: MessageKey, number: number, text: string): MessageValues => {
  const { plurals, others } = argumentsOf('en', key);
  return Object.fromEntries([
    ...others.map((name) => [name, text]),
    ...plurals.map((name) => [name, number]),
  ]) as MessageValues;
};

const isLanguage = (file: string): boolean =>
  locales.some((locale) => file.endsWith(`i18n/${locale}.ts`));

const sources = () => {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  return globSync('**/*.ts', { cwd: folder })
    .filter((file) => !file.endsWith('.test.ts') && !isLanguage(file))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .join('\n');
};

describe('the messages', () => {
  it('are the same in all languages, with the same values in them', () => {
    for (const locale of locales) {
      expect(Object.keys(messagesIn(locale)).toSorted()).toEqual(keys.toSorted());
      for (const key of keys) {
        expect(argumentsOf(locale, key), `${locale} ${key}`).toEqual(argumentsOf('en', key));
      }
    }
  });

  it('read well with any number, and never show a key or a brace', () => {
    const numbers = [-1, 0, 1, 2, 5, 11, 21, 104, 1000];
    for (const { locale, key } of messages) {
      const texts = numbers.flatMap((number) => {
        const values = sampleOf(key, number, 'value');
        return [translator(locale)(key, values), plainTranslator(locale)(key, values)];
      });
      for (const text of texts) {
        expect(text.trim(), key).not.toBe('');
        expect(text, key).not.toMatch(/[{}]|undefined|NaN/u);
        expect(text).not.toContain(key);
      }
    }
  });

  it('decline Russian words after numbers in all four ways', () => {
    const incomplete = keys.flatMap((key) =>
      partsOf('ru', key)
        .filter(({ pluralType, options }) => pluralType && options?.['one'])
        .filter(({ options }) => !options?.['few'] || !options['many'] || !options['other'])
        .map(() => key),
    );
    expect(incomplete).toEqual([]);
    const t = translator('ru');
    const granted = [1, 2, 5, 11, 21, 22, 25].map((credits) => t('training.refunded', { credits }));
    expect(granted.map((text) => text.replace(/^.*баланс /u, ''))).toEqual([
      'вернулся 1 кредит.',
      'вернулись 2 кредита.',
      'вернулись 5 кредитов.',
      'вернулись 11 кредитов.',
      'вернулся 21 кредит.',
      'вернулись 22 кредита.',
      'вернулись 25 кредитов.',
    ]);
  });

  it('never say a bare number before a word that changes with it', () => {
    // Abbreviations and words such as "of" stay as they are.
    const counted = /\{\w+\}[ \u00A0](?!(?:to|of|and|min|из|до|и|мин)(?!\p{L}))\p{Ll}/u;
    for (const { locale, key } of messages.filter((one) => /en|ru/u.test(one.locale))) {
      expect(messagesIn(locale)[key], `${locale} ${key}`).not.toMatch(counted);
    }
  });

  it('are set as print is: one space, no typewriter quotes, dashes or dots', () => {
    const slips = /[ \u00A0]{2}|["']|\.{3}| [-—] |\d-\d|[ \u00A0][,.!?;:](?:\s|$)|^[ \t]|[ \t]$/mu;
    const othersQuotes: Readonly<Record<string, RegExp>> = { ru: /[“”]/u, en: /[«»]/u };
    for (const { locale, key } of messages) {
      const text = messagesIn(locale)[key].replaceAll(/<[^<>]{1,200}>/gu, '');
      expect(text, `${locale} ${key}`).not.toMatch(slips);
      expect(text, `${locale} ${key}`).not.toMatch(othersQuotes[locale] ?? /$^/u);
    }
  });

  it('keep the markup that is theirs balanced', () => {
    for (const { locale, key } of messages) {
      const text = translator(locale)(key, sampleOf(key, 2, 'value'));
      const open: string[] = [];
      for (const [, closing, name = ''] of text.matchAll(/<(\/?)(\w+)>/gu)) {
        if (closing) expect(open.pop(), `${locale} ${key}`).toBe(name);
        else open.push(name);
      }
      expect(open, `${locale} ${key}`).toEqual([]);
    }
  });

  it('show what people wrote as the text that it is', () => {
    const hostile = [
      '<b>',
      '</i><a href="x">',
      '& &amp; &lt;',
      '_*[x](y)`',
      '{name}',
      "'{'",
      '👩‍👩‍👧',
      'a\u200Bb\u2060',
      'שלום مرحبا',
      '🏳️‍🌈'.repeat(600),
      'x'.repeat(4096),
    ];
    const place = '\uE000';
    for (const { locale, key } of messages) {
      const [html, plain] = [translator(locale), plainTranslator(locale)];
      const [marked, unmarked] = [html, plain].map((t) => t(key, sampleOf(key, 2, place)));
      for (const name of hostile) {
        const shown = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        expect(html(key, sampleOf(key, 2, name))).toBe(marked?.replaceAll(place, () => shown));
        expect(plain(key, sampleOf(key, 2, name))).toBe(unmarked?.replaceAll(place, () => name));
      }
    }
    expect(translator('en')('training.title', { name: 'a\u202Eb\u2066c' })).toContain('“abc”');
  });

  it('are all in use', () => {
    const source = sources();
    const families = [...source.matchAll(/`([a-z.-]+\.)\$\{/gu)].map(([, family = '']) => family);
    const unused = keys.filter(
      (key) =>
        !source.includes(`'${key}'`) &&
        !key.startsWith('photo.') &&
        !key.startsWith('archive.') &&
        !families.some((family) => key.startsWith(family)),
    );
    expect(unused).toEqual([]);
  });
});
