import { gather, isPortError, type BlobStore, type StoredPhoto } from '@aisha/core';
import type { Telegram } from 'telegraf';
import { calling } from './calling.ts';
import type { Message } from './message.ts';
import { captionOf, markupOf } from './markup.ts';
import { isUnfitAsPhoto } from './telegram-errors.ts';

/** https://core.telegram.org/bots/api#sendphoto */
const largestPhoto = 10 * 1024 * 1024;

type Tools = { readonly telegram: Telegram; readonly blobs: BlobStore };

/**
 * Shows a person one of their own photos with a message below it. Answers false, and has said
 * nothing, where the photo is gone or Telegram does not take it.
 */
export const sendPhoto = async (
  { telegram, blobs }: Tools,
  chatId: number,
  { blobKey, bytes }: StoredPhoto,
  message: Message,
): Promise<boolean> => {
  if (bytes > largestPhoto) return false;
  const content = await blobs.open(blobKey).then(gather, (error: unknown) => {
    if (isPortError(error) && !error.retryable) return undefined;
    throw error;
  });
  if (!content) return false;
  const photo = { source: Buffer.from(content), filename: 'photo.jpg' };
  return calling('sendPhoto', () =>
    telegram
      .sendPhoto(chatId, photo, {
        ...captionOf(message),
        ...markupOf(message),
      })
      .then(
        () => true,
        (error: unknown) => {
          if (isUnfitAsPhoto(error)) return false;
          throw error;
        },
      ),
  );
};
