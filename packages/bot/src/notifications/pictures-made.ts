import type { Rendering } from '@aisha/adapters/telegraf';
import type { Image, Locale, Notification } from '@aisha/core';
import type { Words } from '../screens/menu.ts';
import { deliveredScreen } from '../screens/results.ts';
import { titleOf } from '../screens/style-shelves.ts';
import { generationTopic } from './topics.ts';

type Made = Extract<Notification, { type: 'generation.succeeded' }>;

/** The pictures of an order, with what is to be said of them. */
export const picturesMade = (
  words: Words,
  facts: Made,
  { images, locale }: { readonly images: readonly Image[]; readonly locale: Locale },
): Rendering => ({
  topic: generationTopic(facts.generationId),
  news: deliveredScreen(words, {
    ...facts,
    style: facts.style && titleOf(facts.style, locale),
    images,
    charged: {
      delivered: facts.imageIds.length,
      credits: facts.charged,
      blocked: facts.blocked ?? 0,
    },
  }),
  pictures: images,
});
