import type { Telegram } from 'telegraf';
import type { Message as TelegramMessage } from 'telegraf/types';
import { captionOf, markupOf } from './markup.ts';
import type { Message, MessageId, ScreenPicture } from './message.ts';
import { photoHandleIn } from './photo-handle.ts';
import type { PictureHandles } from './picture-handles.ts';
import { isUnknownFile } from './telegram-errors.ts';

/** A message with a picture above its words, which are at most 1024 characters then. */
export type PictureMessage = Message & { readonly picture: ScreenPicture };

type Input = string | { readonly source: Buffer; readonly filename: string };

export const hasPicture = (message: Message): message is PictureMessage =>
  message.picture !== undefined;

/** Shows pictures as screens. One that Telegram has already is not uploaded again. */
export const pictureScreens = ({
  telegram,
  handles,
}: {
  readonly telegram: Telegram;
  readonly handles: PictureHandles;
}) => {
  const showing = async (
    { picture }: PictureMessage,
    show: (input: Input) => Promise<TelegramMessage | true>,
  ): Promise<TelegramMessage | true> => {
    const known = picture.shownAs ?? (await handles.find(picture.key));
    if (known !== undefined) {
      try {
        return await show(known);
      } catch (error) {
        if (!isUnknownFile(error)) throw error;
        await handles.forget(picture.key);
      }
    }
    const source = Buffer.from(await picture.open());
    const shown = await show({ source, filename: 'picture.jpg' });
    const fileId = photoHandleIn(shown);
    if (fileId !== undefined) await keep(handles, picture, fileId);
    return shown;
  };

  return {
    send: async (chatId: number, message: PictureMessage): Promise<MessageId> => {
      const sent = await showing(message, (input) =>
        telegram.sendPhoto(chatId, input, { ...captionOf(message), ...markupOf(message) }),
      );
      return sent === true ? 0 : sent.message_id;
    },
    edit: async (chatId: number, messageId: MessageId, message: PictureMessage): Promise<void> => {
      await showing(message, (media) =>
        telegram.editMessageMedia(
          chatId,
          messageId,
          undefined,
          { type: 'photo', media, ...captionOf(message) },
          markupOf(message),
        ),
      );
    },
  };
};

/** Remembering is a courtesy to ourselves: the person has seen the picture. */
const keep = async (
  handles: PictureHandles,
  { key, shown }: ScreenPicture,
  fileId: string,
): Promise<void> => {
  if (shown) await shown(fileId).catch(() => undefined);
  else await handles.save(key, fileId);
};
