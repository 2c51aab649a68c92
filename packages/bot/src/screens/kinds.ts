import { avatarKinds, subjectsOf, type KindQuote } from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { backButton, homeButton, type Words } from './menu.ts';

export const kindScreen = (words: Words): Message => ({
  html: words.t('kind.text'),
  keyboard: [
    avatarKinds.map((kind) => ({
      text: words.plain(`kind.${kind}`),
      data: callbackData('kind', kind),
    })),
    [{ text: words.plain('kinds.compare'), data: callbackData('kinds') }],
    [homeButton(words)],
  ],
});

/** What the chosen kind is, and the next question. */
export const subjectScreen = (words: Words, quote: KindQuote): Message => {
  const { kind } = quote;
  const buttons = subjectsOf(kind).map((subject) => ({
    text: words.plain(`subject.${subject}`),
    data: callbackData('subject', kind, subject),
  }));
  return {
    html: `${kindCard(words, quote)}\n\n${words.t('subject.text')}`,
    keyboard: [
      buttons.slice(0, 3),
      ...(buttons.length > 3 ? [buttons.slice(3)] : []),
      [backButton(words, callbackData('new')), homeButton(words)],
    ],
  };
};

const kindCard = ({ t }: Words, quote: KindQuote): string => {
  const { kind, model, minutes, training, picture } = quote;
  return t(`kind.card.${kind}`, {
    technology: model,
    size: sizeOf(quote),
    from: minutes.from,
    to: minutes.to,
    least: training.from,
    most: training.to,
    picture: picture.price,
  });
};

/** The longer side in thousands of pixels, as such models name it. */
const sizeOf = ({ picture }: KindQuote): string =>
  `${Math.floor(picture.capabilities.maxSide / 1024)}K`;

/** Three of them fit beside one another on a narrow telephone. */
const columnWidth = 10;

/** Both kinds side by side, line by line. */
export const kindsScreen = (words: Words, facts: readonly KindQuote[]): Message => {
  const { plain } = words;
  const line = (label: string, valueOf: (quote: KindQuote) => string): string =>
    [label, ...facts.map(valueOf)]
      .map((cell) => cell.padEnd(columnWidth))
      .join(' ')
      .trimEnd();
  const lines = [
    line('', ({ kind }) => plain(`kinds.${kind}`)),
    line(plain('kinds.time'), ({ minutes }) => plain('kinds.minutes', minutes)),
    line(plain('kinds.credits'), ({ training: { from, to } }) => `${from}–${to}`),
    line(plain('kinds.picture'), ({ picture }) => String(picture.price)),
    line(plain('kinds.faces'), ({ kind }) => (kind === 'portrait' ? '★★★' : '★★')),
    line(plain('kinds.styles'), ({ kind }) => (kind === 'portrait' ? '★' : '★★★')),
    line(plain('kinds.things'), ({ kind }) => (kind === 'portrait' ? '–' : '★★★')),
    line(plain('kinds.size'), sizeOf),
    line(plain('kinds.model'), ({ model }) => model),
  ];
  return {
    html: `${words.t('kinds.text')}\n\n<pre>${lines.join('\n')}</pre>\n\n${words.t('kinds.legend')}`,
    keyboard: [
      facts.map(({ kind }) => ({ text: plain(`kind.${kind}`), data: callbackData('kind', kind) })),
      [backButton(words, callbackData('new')), homeButton(words)],
    ],
  };
};
