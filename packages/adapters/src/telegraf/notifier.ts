import {
  gather,
  type AttachedFile,
  type BlobStore,
  type Delivery,
  type FileRef,
  type Image,
  type LiveMessages,
  type Notification,
  type Notifier,
  type StoredPhoto,
  type User,
} from '@aisha/core';
import type { Telegram } from 'telegraf';
import { chatIdOf } from './address.ts';
import { createChatTurns } from './chat-turns.ts';
import { endLive, showLive, type LivePlace } from './live-message.ts';
import type { Message } from './message.ts';
import { telegrafMessenger, type Messenger } from './messenger.ts';
import { sendFile } from './file.ts';
import { sendPhoto } from './photo.ts';
import { sendPictures } from './pictures.ts';

/** How a notification is put before a person. */
export type Rendering = {
  /** The live message that it belongs to, as in `training:<id>`. */
  readonly topic: string;
  /** Replaces what the live message says where that is older; undefined takes the live message away. */
  readonly live?: (Message & { readonly version: number }) | undefined;
  /** The live message belongs below this message of the person's: one that stands above is sent anew. */
  readonly below?: number | undefined;
  /** Said in a message of its own, which makes the phone ring. */
  readonly news?: Message | undefined;
  /** No live message belongs to it. */
  readonly isAlone?: boolean | undefined;
  /** Shown with the news as their caption. */
  readonly pictures?: readonly Image[] | undefined;
};

export type Render = (
  notification: Notification,
  user: User,
  images: readonly Image[],
) => Rendering;

export type TelegrafNotifierOptions = {
  readonly telegram: Telegram;
  readonly liveMessages: LiveMessages;
  readonly blobs: BlobStore;
  readonly render: Render;
};

export const telegrafNotifier = (options: TelegrafNotifierOptions): Notifier => {
  const turns = createChatTurns();
  return {
    notify: async (user, notification, { images, photo, file }) => {
      const rendering = options.render(notification, user, images);
      const { topic, live, news } = rendering;
      const place = { userId: user.id, chatId: chatIdOf(user.address), topic };
      const telling = { ...place, version: live?.version ?? Infinity, isPassing: !news };
      return (
        (await turns.take(telling, () => tell(options, place, { ...rendering, photo, file }))) ?? {
          shown: [],
        }
      );
    },
  };
};

/** The photo that it is about is shown with the news; a file comes with them. */
type Told = Rendering & {
  readonly photo: StoredPhoto | undefined;
  readonly file: AttachedFile | undefined;
};

const tell = async (
  options: TelegrafNotifierOptions,
  place: LivePlace,
  rendering: Told,
): Promise<Delivery> => {
  const messenger = telegrafMessenger(options);
  const { live, below, isAlone } = rendering;
  // What is safe to do twice comes first: a failure here must not tell the news a second time.
  if (live) await showLive(options.liveMessages, messenger, place, { live, below });
  const delivery = await tellNews(options, messenger, place.chatId, rendering);
  if (!live && !isAlone) await endLive(options.liveMessages, messenger, place);
  return delivery;
};

const told: Delivery = { shown: [] };

const tellNews = async (
  { telegram, blobs }: TelegrafNotifierOptions,
  messenger: Messenger,
  chatId: number,
  { news, pictures, photo, file }: Told,
): Promise<Delivery> => {
  if (pictures && pictures.length > 0 && news) {
    const open = async (image: Image) => gather(await blobs.open(image.blobKey));
    const sent = await sendPictures({ telegram, open }, chatId, pictures, news);
    return {
      shown: sent.map(({ imageId, fileId }) => ({ imageId, shownAs: fileId as FileRef })),
    };
  }
  if (file && news) {
    return { shown: [], filedAs: await sendFile({ telegram, blobs }, chatId, file, news) };
  }
  if (photo && news && (await sendPhoto({ telegram, blobs }, chatId, photo, news))) return told;
  if (news) await messenger.send(chatId, news);
  return told;
};
