import type {
  AspectRatio,
  Attempt,
  GenerationQuote,
  GeneratorTask,
  RunProgress,
  Span,
} from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { attemptLines } from './attempt.ts';
import { improvementRows } from './improvements.ts';
import { homeButton, menuBelowButton, type Words } from './menu.ts';

const shapes: Readonly<Record<AspectRatio, string>> = {
  '1:1': '⬜ 1:1',
  '3:4': '▯ 3:4',
  '4:3': '▭ 4:3',
  '9:16': '📱 9:16',
  '16:9': '🖥 16:9',
};

/** A prompt may be longer than a message can show beside everything else. */
const shownPromptLength = 600;

export const shownPrompt = (prompt: string, length = shownPromptLength): string => {
  if (prompt.length <= length) return prompt;
  // A cut through a character leaves half of one, which is not valid text.
  const start = prompt.slice(0, length).replace(/\p{Surrogate}$/u, '');
  return `${start.trimEnd()}…`;
};

export type Order = {
  readonly orderId: string;
  readonly prompt: string;
  /** What is sent in their place. */
  readonly words?: string | undefined;
  readonly count: number;
  readonly ratio?: AspectRatio | undefined;
  readonly task?: GeneratorTask | undefined;
};

/** Only what the generator can make is asked for. */
export const askRatioScreen = (
  words: Words,
  order: Order,
  { capabilities: { ratios } }: Pick<GenerationQuote, 'capabilities'>,
): Message => {
  const buttons = ratios.map((ratio) => ({
    text: shapes[ratio],
    data: callbackData('ratio', order.orderId, ratio.replace(':', 'x')),
  }));
  return {
    html: words.t('ratio.ask', { prompt: shownPrompt(order.prompt) }),
    keyboard: [buttons.slice(0, 3), buttons.slice(3), [homeButton(words)]].filter(
      (row) => row.length > 0,
    ),
  };
};

export const confirmOrderScreen = (
  words: Words,
  order: Order,
  { balance, pricePerImage, capabilities }: GenerationQuote,
  {
    style,
    canImprove = false,
  }: { readonly style?: string | undefined; readonly canImprove?: boolean } = {},
): Message => {
  const price = pricePerImage * order.count;
  const counts = Array.from({ length: capabilities.maxCount }, (_, at) => at + 1);
  return {
    html:
      (style ? `${words.t('order.style', { style })}\n\n` : '') +
      (order.task === 'vary' ? `${words.t('order.close')}\n\n` : '') +
      words.t('order.confirm', {
        prompt: shownPrompt(order.prompt),
        sent: order.words === undefined ? 'same' : 'other',
        words: shownPrompt(order.words ?? '', 1_500),
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
      ...(canImprove || order.words !== undefined
        ? improvementRows(words, { orderId: order.orderId, hasWords: order.words !== undefined })
        : []),
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
  /** In credits, for all of them. */
  readonly price?: number | undefined;
  /** Undefined where nobody knows yet. */
  readonly seconds?: Span | undefined;
};

export const generationProgressScreen = (
  words: Words,
  { generationId, progress, attempt, count, price, seconds }: GenerationProgressFacts,
): Message => ({
  html: [
    stageText(words, progress, count),
    ...attemptLines(words, attempt),
    ...(price ? ['', words.t('generation.price', { price })] : []),
    ...(seconds && !attempt.isPaused ? ['', words.t('generation.time', seconds)] : []),
  ].join('\n'),
  keyboard: [
    ...(progress.stage === 'finishing'
      ? []
      : [[{ text: words.plain('generation.cancel'), data: callbackData('drop', generationId) }]]),
    [menuBelowButton(words)],
  ],
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
