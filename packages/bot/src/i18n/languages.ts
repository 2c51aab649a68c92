import type { Locale } from '@aisha/core';
import { en, type MessageKey } from './en.ts';
import type { Language } from './language.ts';
import { readLanguages } from './read-languages.ts';

/** What the bot speaks. Adding a language is adding its file to this folder. */
const languages = await readLanguages(import.meta.dirname);

/** Also for everybody whose language we do not have. */
export const fallback: Locale = 'en';

export const locales: readonly Locale[] = Object.keys(languages);

/** A person may have chosen what another version of the bot speaks. */
export const messagesIn = (locale: Locale): Readonly<Record<MessageKey, string>> =>
  languages[locale]?.messages ?? en;

/** Picks our language for what the channel says of the person's (an IETF tag such as `pt-BR`). */
export const guessLocale = (languageTag: string | undefined): Locale => {
  const language = languageTag?.toLowerCase().split('-')[0] ?? '';
  const isFor = ([locale, { alsoFor }]: [Locale, Language]): boolean =>
    locale === language || alsoFor?.includes(language) === true;
  return Object.entries(languages).find(isFor)?.[0] ?? fallback;
};
