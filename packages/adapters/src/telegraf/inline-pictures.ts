import type { FileRef, Image } from '@aisha/core';
import type { Telegram } from 'telegraf';
import { calling } from './calling.ts';
import { isPressTooOld, unless } from './telegram-errors.ts';

/** So briefly kept that what was just made a favourite is there when it is looked for again. */
const cacheSeconds = 5;

export type InlineAnswer = {
  /** At most 50. Those that Telegram has no handle of are left out: it takes nothing else here. */
  readonly images: readonly Pick<Image, 'id' | 'shownAs'>[];
  /** What Telegram asks with for more; left out where this is all. */
  readonly nextOffset?: string | undefined;
  /** Above the pictures: a way to the bot itself. */
  readonly start?: { readonly text: string; readonly parameter: string } | undefined;
};

/**
 * Answers an inline query with pictures that nobody else is shown. A query that is too old is fine.
 * https://core.telegram.org/bots/api#answerinlinequery
 */
export const answerWithPictures = (
  telegram: Telegram,
  queryId: string,
  { images, nextOffset = '', start }: InlineAnswer,
): Promise<void> =>
  calling('answerInlineQuery', async () => {
    const results = images.flatMap(({ id, shownAs }) => (shownAs ? toResult(id, shownAs) : []));
    await telegram
      .answerInlineQuery(queryId, results, {
        is_personal: true,
        cache_time: cacheSeconds,
        next_offset: nextOffset,
        ...(start && { button: { text: start.text, start_parameter: start.parameter } }),
      })
      .catch(unless(isPressTooOld));
  });

const toResult = (id: string, fileId: FileRef) =>
  ({ type: 'photo', id, photo_file_id: fileId }) as const;
