import {
  avatarKinds,
  generatorFor,
  presetMinutes,
  subjectsOf,
  type AvatarKind,
  type Policy,
  type Span,
  type TrainerName,
} from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { backButton, homeButton, type Words } from './menu.ts';

/** What an operator's choices make of a kind of avatar. */
export type KindFacts = {
  readonly kind: AvatarKind;
  readonly trainer: TrainerName;
  readonly minutes: Span;
  /** In credits, as that of a picture. */
  readonly training: Span;
  readonly picture: number;
};

export const factsOf = (
  kind: AvatarKind,
  { prices, artisticTrainer }: Pick<Policy, 'prices' | 'artisticTrainer'>,
): KindFacts => {
  const trainer = kind === 'portrait' ? 'portrait-lora' : artisticTrainer;
  const { fast, quality } = presetMinutes[trainer];
  const training = Object.values(prices.training[trainer]);
  return {
    kind,
    trainer,
    minutes: { from: fast.from, to: quality.to },
    training: { from: Math.min(...training), to: Math.max(...training) },
    picture: prices.image[generatorFor[trainer]],
  };
};

/** Names that are the same in every language. */
const technologies: Readonly<Record<TrainerName, { model: string; size: string }>> = {
  'portrait-lora': { model: 'FLUX.1', size: '1K' },
  'flux-2-lora': { model: 'FLUX.2', size: '2K' },
  'flux-pro-finetune': { model: 'FLUX Pro', size: '2K' },
};

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
export const subjectScreen = (words: Words, facts: KindFacts): Message => {
  const { kind } = facts;
  const buttons = subjectsOf(kind).map((subject) => ({
    text: words.plain(`subject.${subject}`),
    data: callbackData('subject', kind, subject),
  }));
  return {
    html: `${kindCard(words, facts)}\n\n${words.t('subject.text')}`,
    keyboard: [
      buttons.slice(0, 3),
      ...(buttons.length > 3 ? [buttons.slice(3)] : []),
      [backButton(words, callbackData('new')), homeButton(words)],
    ],
  };
};

const kindCard = ({ t }: Words, { kind, trainer, minutes, training, picture }: KindFacts): string =>
  t(`kind.card.${kind}`, {
    technology: technologies[trainer].model,
    size: technologies[trainer].size,
    from: minutes.from,
    to: minutes.to,
    least: training.from,
    most: training.to,
    picture,
  });

/** Three of them fit beside one another on a narrow telephone. */
const columnWidth = 10;

/** Both kinds side by side, line by line. */
export const kindsScreen = (words: Words, facts: readonly KindFacts[]): Message => {
  const { plain } = words;
  const line = (label: string, valueOf: (facts: KindFacts) => string): string =>
    [label, ...facts.map(valueOf)]
      .map((cell) => cell.padEnd(columnWidth))
      .join(' ')
      .trimEnd();
  const lines = [
    line('', ({ kind }) => plain(`kinds.${kind}`)),
    line(plain('kinds.time'), ({ minutes }) => plain('kinds.minutes', minutes)),
    line(plain('kinds.credits'), ({ training: { from, to } }) => `${from}–${to}`),
    line(plain('kinds.picture'), ({ picture }) => String(picture)),
    line(plain('kinds.faces'), ({ kind }) => (kind === 'portrait' ? '★★★' : '★★')),
    line(plain('kinds.styles'), ({ kind }) => (kind === 'portrait' ? '★' : '★★★')),
    line(plain('kinds.things'), ({ kind }) => (kind === 'portrait' ? '–' : '★★★')),
    line(plain('kinds.size'), ({ trainer }) => technologies[trainer].size),
    line(plain('kinds.model'), ({ trainer }) => technologies[trainer].model),
  ];
  return {
    html: `${words.t('kinds.text')}\n\n<pre>${lines.join('\n')}</pre>\n\n${words.t('kinds.legend')}`,
    keyboard: [
      facts.map(({ kind }) => ({ text: plain(`kind.${kind}`), data: callbackData('kind', kind) })),
      [backButton(words, callbackData('new')), homeButton(words)],
    ],
  };
};
