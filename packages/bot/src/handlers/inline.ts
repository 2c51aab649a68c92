import { answerWithPictures } from '@aisha/adapters/telegraf';
import type { ImageId, User } from '@aisha/core';
import { guessLocale } from '../i18n/languages.ts';
import { plainTranslator } from '../i18n/translate.ts';
import { parseId } from '../parse.ts';
import type { Reading } from '../visit.ts';
import type { BotDependencies } from './routes.ts';

const pageLength = 50;

/** A person's own favourites, to be sent into any chat. Who has none, or is a stranger, is shown the way to the bot. */
export const answerInline = async (
  { aisha, telegram }: Pick<BotDependencies, 'aisha' | 'telegram'>,
  user: User | undefined,
  { queryId, offset, languageTag }: Extract<Reading, { type: 'inline' }>,
): Promise<void> => {
  const before = parseId<ImageId>(offset);
  const filter = { type: 'favourites' } as const;
  const { images, hasOlder } = user
    ? await aisha.listImages(user.id, { limit: pageLength, filter, before })
    : { images: [], hasOlder: false };
  const plain = plainTranslator(user?.locale ?? guessLocale(languageTag));
  const isEmpty = !images.some(({ shownAs }) => shownAs) && before === undefined;
  await answerWithPictures(telegram, queryId, {
    images,
    ...(hasOlder && { nextOffset: images.at(-1)?.id }),
    ...(isEmpty && { start: { text: plain('inline.start'), parameter: 'inline' } }),
  });
};
