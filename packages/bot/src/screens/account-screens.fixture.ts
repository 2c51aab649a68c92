import { randomUUID } from 'node:crypto';
import {
  defaultPolicy,
  defaultSettings,
  notificationChoices,
  transferKinds,
  type Locale,
  type TransferLine,
} from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { locales } from '../i18n/languages.ts';
import * as help from './help.ts';
import type { Words } from './menu.ts';
import * as privacy from './privacy.ts';
import * as settings from './settings.ts';
import * as transfers from './transfers.ts';
import * as welcome from './welcome.ts';

const freshId = <Id extends string>(): Id => randomUUID() as string as Id;

export const accountModules = [help, privacy, settings, transfers, welcome];

/** As long as a name may be, made of what markup is made of as soon as it is not escaped. */
const name = '👩‍👩‍👧&'.repeat(22);

const about = {
  termsUrl: 'https://example.org/terms',
  privacyUrl: 'https://example.org/privacy',
  paySupport: '<b>&'.repeat(50),
} as const;

/** A page of transfers of every kind. */
const someLines: readonly TransferLine[] = transferKinds
  .flatMap((kind) =>
    [
      undefined,
      { type: 'training', avatarName: name } as const,
      { type: 'generation', avatarName: name, count: 4 } as const,
    ].map((subject) => ({
      id: freshId(),
      bookedAt: new Date(),
      kind,
      reason: 'welcome',
      amount: kind === 'hold' ? -1_000_000 : 1_000_000,
      about: subject,
    })),
  )
  .slice(0, 10);

/** What there is about a person's account, with the most that can stand on it. */
export const accountScreens = (words: Words, locale: Locale): Record<string, Message[]> => ({
  welcomeScreen: locales.flatMap((each) =>
    [{}, about].flatMap((told) => [
      welcome.welcomeScreen(words, each, name.slice(0, 63), told),
      welcome.welcomeScreen(words, each, '', told),
    ]),
  ),
  renewConsentScreen: [{}, about].map((told) => welcome.renewConsentScreen(words, locale, told)),
  termsScreen: [true, false].flatMap((isStranger) =>
    [{}, about].map((told) => welcome.termsScreen(words, { about: told, locale, isStranger })),
  ),
  policyScreen: [true, false].flatMap((isStranger) =>
    [{}, about].map((told) => welcome.policyScreen(words, { about: told, locale, isStranger })),
  ),
  settingsScreen: notificationChoices.map((notifications) =>
    settings.settingsScreen(words, {
      locale,
      settings: { ...defaultSettings, notifications, aspectRatio: '9:16' },
    }),
  ),
  helpScreen: [help.helpScreen(words)],
  helpTopicScreen: help.helpTopics.map((topic) =>
    help.helpTopicScreen(words, topic, defaultPolicy),
  ),
  transfersScreen: [
    transfers.transfersScreen(words, { lines: [], locale }),
    transfers.transfersScreen(words, { lines: someLines, locale, older: freshId() }),
  ],
  supportScreen: [undefined, about.paySupport].map((contact) =>
    transfers.supportScreen(words, { lines: someLines.slice(0, 5), locale, contact }),
  ),
  privacyScreen: [{}, about].map((told) => privacy.privacyScreen(words, told, locale)),
  forgetScreen: [0, 1_000_000].map((available) => privacy.forgetScreen(words, available)),
  erasingScreen: [privacy.erasingScreen(words, freshId())],
  receiptScreen: [
    privacy.receiptScreen(words, undefined, locale),
    privacy.receiptScreen(words, { id: freshId(), requestedAt: new Date() }, locale),
  ],
});
