import type { Image, ImageId } from '@aisha/core';
import type { Telegram } from 'telegraf';
import type { Message as TelegramMessage } from 'telegraf/types';
import type { Message } from './message.ts';
import { calling } from './calling.ts';
import { captionOf, markupOf } from './markup.ts';
import { telegrafMessenger } from './messenger.ts';
import { photoHandleIn } from './photo-handle.ts';
import { patiently } from './pacing/paced-telegram.ts';
import { isUnfitAsPhoto, isUnknownFile } from './telegram-errors.ts';

export type SentPicture = { readonly imageId: ImageId; readonly fileId: string };

type Tools = {
  readonly telegram: Telegram;
  /** The picture's bytes, for the first time it is shown. */
  readonly open: (image: Image) => Promise<Uint8Array>;
};

/**
 * Shows pictures under one caption: one picture carries the buttons itself, several come as an album
 * (which Telegram lets carry none) followed by the message. A picture shown before is not uploaded again.
 */
export const sendPictures = (
  tools: Tools,
  chatId: number,
  pictures: readonly Image[],
  message: Message,
): Promise<readonly SentPicture[]> =>
  calling('sendPhoto', async () => {
    try {
      return await sendAll(tools, chatId, pictures, message);
    } catch (error) {
      if (isUnfitAsPhoto(error)) return sendAsFiles(tools, chatId, pictures, message);
      // A handle that Telegram forgot is made anew from our own copy.
      if (!isUnknownFile(error)) throw error;
      const fresh = pictures.map((image) => ({ ...image, shownAs: undefined }));
      return sendAll(tools, chatId, fresh, message);
    }
  });

const sendAll = async (
  { telegram, open }: Tools,
  chatId: number,
  pictures: readonly Image[],
  message: Message,
): Promise<readonly SentPicture[]> => {
  const [only] = pictures;
  if (pictures.length === 1 && only) {
    const sent = await telegram.sendPhoto(chatId, await inputOf(only, open), {
      ...captionOf(message),
      ...markupOf(message),
    });
    return shownAs(only, sent);
  }
  const media = [];
  for (const image of pictures) {
    media.push({ type: 'photo' as const, media: await inputOf(image, open) });
  }
  const sent = await telegram.sendMediaGroup(chatId, media);
  await finish(telegram, chatId, message);
  return pictures.flatMap((image, at) => shownAs(image, sent[at]));
};

/** What was paid for arrives, if not as a photo then as a file. Files are not remembered: they are another kind of handle. */
const sendAsFiles = async (
  { telegram, open }: Tools,
  chatId: number,
  pictures: readonly Image[],
  message: Message,
): Promise<readonly SentPicture[]> => {
  for (const [at, image] of pictures.entries()) {
    const client = at === 0 ? telegram : patiently(telegram);
    await client.sendDocument(chatId, await inputOf({ ...image, shownAs: undefined }, open));
  }
  await finish(telegram, chatId, message);
  return [];
};

/** The pictures are there: a message that failed for want of patience would bring them a second time. */
const finish = (telegram: Telegram, chatId: number, message: Message): Promise<unknown> =>
  telegrafMessenger({ telegram: patiently(telegram) }).send(chatId, message);

const inputOf = async (image: Image, open: Tools['open']) =>
  image.shownAs ?? { source: Buffer.from(await open(image)), filename: `${image.id}.jpg` };

/** Nothing where Telegram names no handle: it is uploaded again. */
const shownAs = ({ id }: Image, sent: TelegramMessage | undefined): SentPicture[] => {
  const fileId = photoHandleIn(sent);
  return fileId === undefined ? [] : [{ imageId: id, fileId }];
};
