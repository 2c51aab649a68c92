import type { Button, Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { translator, type Translate } from '../i18n/translate.ts';
import { locales, type Locale } from '@aisha/core';

export type Words = { readonly t: Translate; readonly plain: Translate };

export const homeButton = ({ plain }: Words): Button => ({
  text: plain('menu.home'),
  data: callbackData('menu'),
});

export const backButton = ({ plain }: Words, data: string): Button => ({
  text: plain('button.back'),
  data,
});

export const menuScreen = (words: Words, html = words.t('menu.text')): Message => ({
  html,
  keyboard: [
    [{ text: words.plain('menu.generate'), data: callbackData('pictures') }],
    [
      { text: words.plain('menu.create'), data: callbackData('new') },
      { text: words.plain('menu.avatars'), data: callbackData('avatars') },
    ],
    [
      { text: words.plain('menu.gallery'), data: callbackData('gallery') },
      { text: words.plain('menu.balance'), data: callbackData('balance') },
    ],
    [
      { text: words.plain('menu.language'), data: callbackData('language') },
      { text: words.plain('menu.help'), data: callbackData('help') },
    ],
  ],
});

/** The only screen before consent: what it does, what is agreed to, and the other language. */
export const welcomeScreen = (words: Words, locale: Locale, firstName: string): Message => ({
  html: words.t('welcome.text', { name: firstName === '' ? 'none' : firstName }),
  keyboard: [
    [{ text: words.plain('welcome.agree'), data: callbackData('agree', locale) }],
    locales
      .filter((other) => other !== locale)
      .map((other) => ({
        text: translator(other)('language.name'),
        data: callbackData('welcome', other),
      })),
  ],
});

export const languageScreen = (words: Words): Message => ({
  html: words.t('language.text'),
  keyboard: [
    locales.map((locale) => ({
      text: translator(locale)('language.name'),
      data: callbackData('language', locale),
    })),
    [homeButton(words)],
  ],
});
