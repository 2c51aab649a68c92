import type { Enhancement } from '@aisha/core';
import type { Button } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import type { Words } from './menu.ts';

/** Under an order: better words on offer, or the way back to one's own. */
export const improvementRows = (
  words: Words,
  { orderId, hasWords }: { readonly orderId: string; readonly hasWords: boolean },
): Button[][] => {
  if (hasWords) return [[{ text: words.plain('order.own'), data: callbackData('own', orderId) }]];
  const offer = (enhancement: Exclude<Enhancement, 'off'>): Button => ({
    text: words.plain(`order.improve.${enhancement}`),
    data: callbackData('improve', orderId, enhancement),
  });
  return [[offer('light'), offer('cinematic')]];
};
