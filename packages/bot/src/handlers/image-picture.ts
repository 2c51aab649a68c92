import { gather, type FileRef, type Image, type UserId } from '@aisha/core';
import type { ScreenPicture } from '@aisha/adapters/telegraf';
import type { BotDependencies } from './routes.ts';

/** More than this Telegram takes as a file only: https://core.telegram.org/bots/api#sendphoto */
const largestPhoto = 10 * 1024 * 1024;

/** One of a person's pictures as a screen's: what Telegram has already is not uploaded again. */
export const imagePicture = (
  { aisha, blobs }: Pick<BotDependencies, 'aisha' | 'blobs'>,
  userId: UserId,
  { id: imageId, blobKey, bytes, shownAs }: Image,
): ScreenPicture => ({
  key: `image:${imageId}`,
  shownAs,
  open: async () => {
    const small = bytes > largestPhoto && (await aisha.openImage(imageId, userId, 'thumbnail'));
    return gather(small ? small.content : await blobs.open(blobKey));
  },
  shown: async (fileId) => {
    await aisha.rememberShown(userId, [{ imageId, shownAs: fileId as FileRef }]);
  },
});
