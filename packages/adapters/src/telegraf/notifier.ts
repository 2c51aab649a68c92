import { createHash } from 'node:crypto';
import {
  gather,
  type BlobStore,
  type Delivery,
  type FileRef,
  type Image,
  type LiveMessage,
  type LiveMessages,
  type Notification,
  type Notifier,
  type User,
} from '@aisha/core';
import type { Telegram } from 'telegraf';
import { chatIdOf } from './address.ts';
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
      const shown = await tellNews(options, messenger, chatId, rendering);
      await refreshLive(options.liveMessages, messenger, { user, chatId, rendering });
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

type Refresh = {
  readonly user: User;
  readonly chatId: number;
  readonly rendering: Rendering;
};

const refreshLive = async (
  liveMessages: LiveMessages,
  messenger: Messenger,
  { user, chatId, rendering }: Refresh,
): Promise<void> => {
  const { topic, live, below } = rendering;
  const before = await liveMessages.find(user.id, topic);
  if (!live) {
    if (before) await messenger.delete(chatId, Number(before.messageRef));
    return liveMessages.delete(user.id, topic);
  }
  const contentHash = hashOf(live);
  if (before && (before.version > live.version || before.contentHash === contentHash)) {
    if (!standsAbove(before, below)) return;
  }
  const messageId = await place(messenger, chatId, live, { before, below });
  const { version } = live;
  await liveMessages.save({
    userId: user.id,
    topic,
    messageRef: String(messageId),
    contentHash,
    version,
  });
};

const place = async (
  messenger: Messenger,
  chatId: number,
  live: Message,
  { before, below }: { before: LiveMessage | undefined; below: number | undefined },
): Promise<number> => {
  if (!before) return messenger.send(chatId, live);
  if (!standsAbove(before, below)) {
    return messenger.editOrSend(chatId, Number(before.messageRef), live);
  }
  const messageId = await messenger.send(chatId, live);
  await messenger.delete(chatId, Number(before.messageRef));
  return messageId;
};

const standsAbove = (before: LiveMessage, below: number | undefined): boolean =>
  below !== undefined && Number(before.messageRef) < below;

const hashOf = ({ html, keyboard }: Message): string =>
  createHash('sha256').update(JSON.stringify([html, keyboard])).digest('base64url');
