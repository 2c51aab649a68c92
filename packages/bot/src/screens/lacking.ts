import type { InsufficientCredits } from '@aisha/core';
import type { Button, Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { backButton, homeButton, type Words } from './menu.ts';

export type Lacking = Pick<InsufficientCredits, 'price' | 'available'> & {
  /** Where the way back leads. */
  readonly back: string;
  /** Something like it that there is enough for. */
  readonly cheaper?: Button | undefined;
};

/** For whoever has not enough credits: how many, and what there is to do. */
export const lackingScreen = (
  words: Words,
  { price, available, back, cheaper }: Lacking,
): Message => ({
  html: words.t('lacking.text', { price, available }),
  keyboard: [
    ...(cheaper ? [[cheaper]] : []),
    [
      { text: words.plain('menu.balance'), data: callbackData('balance') },
      { text: words.plain('support.button'), data: callbackData('support') },
    ],
    [backButton(words, back), homeButton(words)],
  ],
});

export const fewerButton = (
  { plain }: Words,
  { orderId, count, price }: { orderId: string; count: number; price: number },
): Button => ({
  text: plain('lacking.fewer', { count, price }),
  data: callbackData('count', orderId, String(count)),
});
