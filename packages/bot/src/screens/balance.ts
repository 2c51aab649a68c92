import type { AvatarKind, Balance, KindQuote } from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { helpButton } from './help.ts';
import { homeButton, type Words } from './menu.ts';

export const balanceScreen = (
  words: Words,
  balance: Balance,
  quotes: readonly KindQuote[],
): Message => {
  const training = (kind: AvatarKind): readonly number[] =>
    quotes
      .filter((quote) => quote.kind === kind)
      .flatMap(({ training: { from, to } }) => [from, to]);
  const [portrait, artistic] = [training('portrait'), training('artistic')];
  const image = quotes.map(({ picture }) => picture.price);
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
