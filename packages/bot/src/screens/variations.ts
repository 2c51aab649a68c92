import type { GenerationQuote, Image } from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { backButton, homeButton, type Words } from './menu.ts';
import { backTo, placeArgs, type Place } from './results.ts';

/** How another picture is to be like this one. */
export const variationScreen = (words: Words, image: Image, place: Place): Message => ({
  html: words.t('vary.text'),
  keyboard: [
    ...(['anew', 'stay'] as const).map((way) => [
      {
        text: words.plain(`vary.${way}`),
        data: callbackData(way, image.id, ...placeArgs(place)),
      },
    ]),
    [backButton(words, backTo(image, place)), homeButton(words)],
  ],
});

/** The same picture, larger: there is nothing to choose, only a price to agree to. */
export const enlargeScreen = (
  words: Words,
  {
    orderId,
    likeImageId = '',
  }: { readonly orderId: string; readonly likeImageId?: string | undefined },
  {
    pricePerImage: price,
    balance: { available },
  }: Pick<GenerationQuote, 'pricePerImage' | 'balance'>,
): Message => ({
  html: words.t('enlarge.confirm', { price, available }),
  keyboard: [
    [{ text: words.plain('order.go', { price }), data: callbackData('go', orderId) }],
    [backButton(words, callbackData('picture', likeImageId)), homeButton(words)],
  ],
});
