import type { About } from '@aisha/adapters/composition';
import type { Button, Message } from '@aisha/adapters/telegraf';
import type { Erased, ErasureId, ErasureReceipt, Locale } from '@aisha/core';
import { callbackData } from '../callback-data.ts';
import { helpButton } from './help.ts';
import { backButton, homeButton, type Words } from './menu.ts';
import { termsButton } from './welcome.ts';

/** What is kept and for how long, and the two ways to have a say in it. */
export const privacyScreen = (words: Words, about: Partial<About>, locale: Locale): Message => ({
  html: words.t('privacy.text'),
  keyboard: [
    [
      termsButton(words, about, locale),
      ...(about.privacyUrl === undefined
        ? []
        : [{ text: words.plain('policy.button'), url: about.privacyUrl }]),
    ],
    [{ text: words.plain('export.button'), data: callbackData('export') }],
    [{ text: words.plain('forget.button'), data: callbackData('forget') }],
    [backButton(words, callbackData('settings')), helpButton(words, 'privacy'), homeButton(words)],
  ],
});

/** What goes, what does not come back, and a second press. */
export const forgetScreen = (words: Words, available: number): Message => ({
  html: words.t('forget.ask', { available }),
  keyboard: [
    [{ text: words.plain('forget.yes'), data: callbackData('forgotten') }],
    [backButton(words, callbackData('privacy')), homeButton(words)],
  ],
});

export const erasingScreen = (words: Words, receipt: ErasureId): Message => ({
  html: words.t('forget.begun'),
  keyboard: [[receiptButton(words, receipt)], [homeButton(words)]],
});

export const receiptButton = ({ plain }: Words, receipt: ErasureId): Button => ({
  text: plain('receipt.check'),
  data: callbackData('receipt', receipt),
});

/** For whoever holds the receipt: it needs no account to be looked up. */
export const receiptScreen = (
  words: Words,
  receipt: ErasureReceipt | undefined,
  locale: Locale,
): Message => {
  if (!receipt) return { html: words.t('receipt.unknown'), keyboard: [[homeButton(words)]] };
  const { id, finishedAt, erased } = receipt;
  if (!finishedAt || !erased) {
    return {
      html: words.t('receipt.pending'),
      keyboard: [[receiptButton(words, id)], [homeButton(words)]],
    };
  }
  return {
    html: receiptText(words, { id, finishedAt, erased, locale }),
    keyboard: [[receiptButton(words, id)], [homeButton(words)]],
  };
};

const receiptText = (
  words: Words,
  facts: {
    readonly id: ErasureId;
    readonly finishedAt: Date;
    readonly erased: Erased;
    readonly locale: Locale;
  },
): string => {
  const { id, finishedAt, erased, locale } = facts;
  const time = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(finishedAt);
  const left = erased.leftAtProvider > 0 ? words.t('receipt.left') : '';
  return words.t('receipt.done', { id, time, ...erased }) + left;
};
