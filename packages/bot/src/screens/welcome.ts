import type { About } from '@aisha/adapters/composition';
import type { Button, Message } from '@aisha/adapters/telegraf';
import type { Locale } from '@aisha/core';
import { callbackData } from '../callback-data.ts';
import { locales } from '../i18n/languages.ts';
import { translator } from '../i18n/translate.ts';
import { welcomePicture } from '../welcome-picture.ts';
import { backButton, homeButton, type Words } from './menu.ts';

/** The only screen before consent: what it does, what is agreed to, and the other languages. */
export const welcomeScreen = (
  words: Words,
  locale: Locale,
  firstName: string,
  about: Partial<About> = {},
): Message => ({
  html: words.t('welcome.text', { name: firstName === '' ? 'none' : firstName }),
  picture: welcomePicture,
  keyboard: [
    [{ text: words.plain('welcome.agree'), data: callbackData('agree', locale) }],
    [termsButton(words, about, locale), policyButton(words, about, locale)],
    locales
      .filter((other) => other !== locale)
      .map((other) => ({
        text: translator(other)('language.name'),
        data: callbackData('welcome', other),
      })),
  ],
});

/** Whoever agreed to older terms is asked before they pay for something again. */
export const renewConsentScreen = (
  words: Words,
  locale: Locale,
  about: Partial<About> = {},
): Message => ({
  html: words.t('consent.renewed'),
  keyboard: [
    [{ text: words.plain('welcome.agree'), data: callbackData('consent') }],
    [termsButton(words, about, locale), policyButton(words, about, locale)],
    [homeButton(words)],
  ],
});

/** The operator's own text where there is one, and ours otherwise. The language is the reader's. */
export const termsButton = (
  words: Words,
  { termsUrl }: Partial<About>,
  locale: Locale,
): Button => ({
  text: words.plain('terms.button'),
  ...(termsUrl === undefined ? { data: callbackData('terms', locale) } : { url: termsUrl }),
});

const policyButton = (words: Words, { privacyUrl }: Partial<About>, locale: Locale): Button => ({
  text: words.plain('policy.button'),
  ...(privacyUrl === undefined ? { data: callbackData('policy', locale) } : { url: privacyUrl }),
});

export type Reading = {
  readonly about: Partial<About>;
  readonly locale: Locale;
  /** Whoever has agreed goes to the menu, a stranger back to the welcome. */
  readonly isStranger: boolean;
};

export const termsScreen = (words: Words, reading: Reading): Message => ({
  html: words.t('terms.text'),
  keyboard: [
    ...linkTo(words.plain('terms.button'), reading.about.termsUrl),
    reading.isStranger
      ? wayOut(words, reading)
      : [backButton(words, callbackData('privacy')), homeButton(words)],
  ],
});

export const policyScreen = (words: Words, reading: Reading): Message => ({
  html: words.t('privacy.text'),
  keyboard: [
    ...linkTo(words.plain('policy.button'), reading.about.privacyUrl),
    wayOut(words, reading),
  ],
});

const linkTo = (text: string, url: string | undefined): Button[][] =>
  url === undefined ? [] : [[{ text, url }]];

const wayOut = (words: Words, { isStranger, locale }: Reading): Button[] => [
  isStranger ? backButton(words, callbackData('welcome', locale)) : homeButton(words),
];
