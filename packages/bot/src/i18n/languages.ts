import type { Locale } from '@aisha/core';
import { en, type MessageKey } from './en.ts';
import { ru } from './ru.ts';

type Language = {
  readonly messages: Readonly<Record<MessageKey, string>>;
  /** Whoever uses Telegram in one of these is spoken to in this one, until they choose. */
  readonly alsoFor?: readonly string[];
};

/** What the bot speaks, as it is offered. Adding a language is adding its file, and its line here. */
const languages: Readonly<Record<Locale, Language>> = {
  ru: { messages: ru, alsoFor: ['be', 'uk', 'kk', 'uz', 'ky', 'tg'] },
  en: { messages: en },
};

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
