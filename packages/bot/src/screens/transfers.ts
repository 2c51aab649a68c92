import type { Locale, TransferLine } from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { backButton, homeButton, type Words } from './menu.ts';

export type TransfersPage = {
  readonly lines: readonly TransferLine[];
  readonly locale: Locale;
  /** Where the next page begins, where there is one. */
  readonly older?: string | undefined;
};

/** What came and went, and for what. */
export const transfersScreen = (
  words: Words,
  { lines, locale, older }: TransfersPage,
): Message => ({
  html:
    lines.length === 0
      ? words.t('transfers.none')
      : `${words.t('transfers.text')}\n\n${transferList(words, lines, locale)}`,
  keyboard: [
    ...(older === undefined
      ? []
      : [[{ text: words.plain('transfers.older'), data: callbackData('transfers', older) }]]),
    [backButton(words, callbackData('balance')), homeButton(words)],
  ],
});

export const transferList = (
  words: Words,
  lines: readonly TransferLine[],
  locale: Locale,
): string => {
  const dates = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  return lines
    .map(({ bookedAt, amount, ...line }) =>
      words.t('transfers.line', {
        date: dates.format(bookedAt),
        // A true minus is as wide as a plus.
        amount: `${amount < 0 ? '−' : '+'}${Math.abs(amount)}`,
        what: words.plain(...reasonOf(line)),
      }),
    )
    .join('\n');
};

type Said = Parameters<Words['plain']>;

/** Why, in words. Some bookings are older than any of them, or somebody else's doing. */
const reasonOf = ({
  kind,
  reason,
  about,
}: Pick<TransferLine, 'kind' | 'reason' | 'about'>): Said => {
  if (kind === 'grant') return reason === 'welcome' ? ['reason.welcome'] : ['reason.gift'];
  const isBack = kind !== 'hold';
  if (!about) return [isBack ? 'reason.back' : 'reason.work'];
  const name = about.avatarName;
  if (about.type === 'training')
    return [isBack ? 'reason.training.back' : 'reason.training', { name }];
  if (isBack) return ['reason.pictures.back', { name }];
  return ['reason.pictures', { name, count: about.count }];
};

/** How to reach a human about money, and what such a human will ask about. */
export const supportScreen = (
  words: Words,
  { contact, ...page }: TransfersPage & { readonly contact: string | undefined },
): Message => ({
  html: [
    contact === undefined ? words.t('support.alone') : words.t('support.text', { contact }),
    ...(page.lines.length === 0
      ? []
      : [`${words.t('support.last')}\n${transferList(words, page.lines, page.locale)}`]),
  ].join('\n\n'),
  keyboard: [[backButton(words, callbackData('balance')), homeButton(words)]],
});
