import type { Balance, Prices } from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { helpButton } from './help.ts';
import { homeButton, type Words } from './menu.ts';

export const balanceScreen = (words: Words, balance: Balance, prices: Prices): Message => {
  const portrait = Object.values(prices.training['portrait-lora']);
  const artistic = Object.values(prices.training['flux-2-lora']);
  const image = [prices.image['flux-lora'], prices.image['flux-2-lora']];
  return {
    html: words.t('balance.text', {
      ...balance,
      portraitFrom: Math.min(...portrait),
      portraitTo: Math.max(...portrait),
      artisticFrom: Math.min(...artistic),
      artisticTo: Math.max(...artistic),
      imageFrom: Math.min(...image),
      imageTo: Math.max(...image),
    }),
    keyboard: [
      [{ text: words.plain('transfers.button'), data: callbackData('transfers') }],
      [{ text: words.plain('support.button'), data: callbackData('support') }],
      [helpButton(words, 'credits'), homeButton(words)],
    ],
  };
};
