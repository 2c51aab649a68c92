import {
  aspectRatios,
  promptLength,
  starterStyles,
  type AspectRatio,
  type Attempt,
  type Avatar,
  type GenerationQuote,
  type Locale,
  type RunProgress,
  type Span,
} from '@aisha/core';
import type { Button, Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { attemptLines } from './attempt.ts';
import { homeButton, type Words } from './menu.ts';

const shapes: Readonly<Record<AspectRatio, string>> = {
  '1:1': '⬜ 1:1',
  '3:4': '▯ 3:4',
  '4:3': '▭ 4:3',
  '9:16': '📱 9:16',
  '16:9': '🖥 16:9',
};

/** A prompt may be longer than a message can show beside everything else. */
const shownPromptLength = 600;

export const shownPrompt = (prompt: string): string => {
  if (prompt.length <= shownPromptLength) return prompt;
  // A cut through a character leaves half of one, which is not valid text.
  const start = prompt.slice(0, shownPromptLength).replace(/\p{Surrogate}$/u, '');
  return `${start.trimEnd()}…`;
};

export const askPromptScreen = (words: Words, avatar: Avatar, locale: Locale): Message => {
  const styles = starterStyles.map((style) => ({
    text: `${style.emoji} ${style.title[locale]}`,
    data: callbackData('style', avatar.id, style.id),
  }));
  return {
    html: words.t('prompt.ask', { name: avatar.name, ...promptLength }),
    keyboard: [...inPairs(styles), [homeButton(words)]],
  };
};

const inPairs = (buttons: readonly Button[]): Button[][] => {
  const rows: Button[][] = [];
  for (let at = 0; at < buttons.length; at += 2) rows.push(buttons.slice(at, at + 2));
  return rows;
};

export type Order = {
  readonly orderId: string;
  readonly prompt: string;
  readonly count: number;
  readonly ratio?: AspectRatio | undefined;
};

export const askRatioScreen = (words: Words, order: Order): Message => {
  const buttons = aspectRatios.map((ratio) => ({
    text: shapes[ratio],
    data: callbackData('ratio', order.orderId, ratio.replace(':', 'x')),
  }));
  return {
    html: words.t('ratio.ask', { prompt: shownPrompt(order.prompt) }),
    keyboard: [buttons.slice(0, 3), buttons.slice(3), [homeButton(words)]],
  };
};

export const confirmOrderScreen = (
  words: Words,
  order: Order,
  { balance, pricePerImage, capabilities }: GenerationQuote,
): Message => {
  const price = pricePerImage * order.count;
  const counts = Array.from({ length: capabilities.maxCount }, (_, at) => at + 1);
  return {
    html: words.t('order.confirm', {
      prompt: shownPrompt(order.prompt),
      ratio: order.ratio ?? '',
      count: order.count,
      price,
      available: balance.available,
    }),
    keyboard: [
      counts.map((count) => ({
        text: count === order.count ? `• ${count} •` : String(count),
        data: callbackData('count', order.orderId, String(count)),
      })),
      [{ text: words.plain('order.go', { price }), data: callbackData('go', order.orderId) }],
      [
        { text: words.plain('button.back'), data: callbackData('reshape', order.orderId) },
        homeButton(words),
      ],
    ],
  };
};

export type GenerationProgressFacts = {
  readonly generationId: string;
  readonly progress: RunProgress;
  readonly attempt: Attempt;
  readonly count: number;
  /** Undefined where nobody knows yet. */
  readonly seconds?: Span | undefined;
};

export const generationProgressScreen = (
  words: Words,
  { generationId, progress, attempt, count, seconds }: GenerationProgressFacts,
): Message => ({
  html: [
    stageText(words, progress, count),
    ...attemptLines(words, attempt),
    ...(seconds && !attempt.isPaused ? ['', words.t('generation.time', seconds)] : []),
  ].join('\n'),
  keyboard:
    progress.stage === 'finishing'
      ? []
      : [[{ text: words.plain('generation.cancel'), data: callbackData('drop', generationId) }]],
});

const stageText = ({ t }: Words, progress: RunProgress, count: number): string => {
  switch (progress.stage) {
    case 'preparing':
      return t('generation.preparing');
    case 'queued':
      return t('generation.queued', { position: progress.queuePosition ?? -1 });
    case 'running':
    case 'finishing':
      return t('generation.running', { count });
  }
};

export type DeliveredFacts = {
  readonly generationId: string;
  readonly avatarId: string;
  readonly prompt: string;
  readonly delivered: number;
  readonly ordered: number;
  readonly charged: number;
};

/** Under the pictures: what was asked for, what it cost where that is not what was agreed, and what to do next. */
export const deliveredScreen = (words: Words, facts: DeliveredFacts): Message => ({
  html:
    words.t('generation.caption', { prompt: shownPrompt(facts.prompt) }) +
    (facts.delivered < facts.ordered ? words.t('generation.partly', partlyOf(facts)) : ''),
  keyboard: [
    [
      { text: words.plain('generation.again'), data: callbackData('again', facts.generationId) },
      { text: words.plain('generation.new'), data: callbackData('prompt', facts.avatarId) },
    ],
    [homeButton(words)],
  ],
});

const partlyOf = ({ delivered, ordered, charged }: DeliveredFacts) => ({
  delivered,
  ordered,
  charged,
});
