import type { Address, UserId } from '../../shared/ids.ts';

export const locales = ['ru', 'en'] as const;
export type Locale = (typeof locales)[number];

export type Consent = { readonly version: string; readonly givenAt: Date };

/** A person who agreed to the terms. Before that nothing about them is stored. */
export type User = {
  readonly id: UserId;
  readonly address: Address;
  readonly firstName: string;
  readonly locale: Locale;
  readonly consent: Consent;
  /** Since when the channel tells us that this person does not want our messages. */
  readonly unreachableSince?: Date | undefined;
  readonly createdAt: Date;
};

/** Picks our language for what the channel says of the person's (an IETF tag such as `pt-BR`). */
export const guessLocale = (languageTag: string | undefined): Locale => {
  const language = languageTag?.toLowerCase().split('-')[0] ?? '';
  return ['ru', 'be', 'uk', 'kk', 'uz', 'ky', 'tg'].includes(language) ? 'ru' : 'en';
};
