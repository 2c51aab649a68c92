import {
  gather,
  type BlobStore,
  type Delivery,
  type FileRef,
  type Image,
  type LiveMessages,
  type Notification,
  type Notifier,
  type User,
} from '@aisha/core';
import type { Telegram } from 'telegraf';
import { chatIdOf } from './address.ts';
import { endLive, showLive } from './live-message.ts';
import type { Message } from './message.ts';
import { telegrafMessenger, type Messenger } from './messenger.ts';
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
  const messenger = telegrafMessenger(options);
  return {
    notify: async (user, notification, { images }): Promise<Delivery> => {
      const rendering = options.render(notification, user, images);
      const chatId = chatIdOf(user.address);
      const { topic, live, below } = rendering;
      const place = { userId: user.id, chatId, topic };
      // What is safe to do twice comes first: a failure here must not tell the news a second time.
      if (live) await showLive(options.liveMessages, messenger, place, { live, below });
      const shown = await tellNews(options, messenger, chatId, rendering);
      if (!live) await endLive(options.liveMessages, messenger, place);
      return { shown };
    },
  };
};

const tellNews = async (
  { telegram, blobs }: TelegrafNotifierOptions,
  messenger: Messenger,
  chatId: number,
  { news, pictures }: Rendering,
): Promise<Delivery['shown']> => {
  if (pictures && pictures.length > 0 && news) {
    const open = async (image: Image) => gather(await blobs.open(image.blobKey));
    const sent = await sendPictures({ telegram, messenger, open }, chatId, pictures, news);
    return sent.map(({ imageId, fileId }) => ({ imageId, shownAs: fileId as FileRef }));
  }
  if (news) await messenger.send(chatId, news);
  return [];
};
