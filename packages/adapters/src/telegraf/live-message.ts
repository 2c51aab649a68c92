import { createHash } from 'node:crypto';
import type { LiveMessage, LiveMessages, UserId } from '@aisha/core';
import type { Message } from './message.ts';
import type { Messenger } from './messenger.ts';

/** Which live message, and where. */
export type LivePlace = {
  readonly userId: UserId;
  readonly chatId: number;
  readonly topic: string;
};

export type LiveNews = {
  readonly live: Message & { readonly version: number };
  /** A message that the live one belongs below. */
  readonly below: number | undefined;
};

/** Above every version: what has ended is not brought back by news that was on its way. */
const ended = 1_000_000_000;

/** Edits the topic's one message, or sends it anew where it stands too high. Older news changes nothing. */
export const showLive = async (
  liveMessages: LiveMessages,
  messenger: Messenger,
  { userId, chatId, topic }: LivePlace,
  { live, below }: LiveNews,
): Promise<void> => {
  const before = await liveMessages.find(userId, topic);
  const contentHash = hashOf(live);
  if (before && before.version > live.version) return;
  if (before?.contentHash === contentHash && !standsAbove(before, below)) return;
  const messageId = await put(messenger, chatId, live, { before, below });
  const { version } = live;
  const messageRef = String(messageId);
  // Whoever began it may have sent theirs while this one was on its way: the older news goes.
  const meanwhile = before ? undefined : await liveMessages.find(userId, topic);
  const isNewest = await liveMessages.save({ userId, topic, messageRef, contentHash, version });
  if (!meanwhile?.messageRef) return;
  const superfluous = isNewest ? meanwhile.messageRef : messageRef;
  await messenger.delete(chatId, Number(superfluous)).catch(() => undefined);
};

/** Takes the topic's message away, for good. A courtesy: what it was about has been told. */
export const endLive = async (
  liveMessages: LiveMessages,
  messenger: Messenger,
  { userId, chatId, topic }: LivePlace,
): Promise<void> => {
  const before = await liveMessages.find(userId, topic);
  await liveMessages.save({ userId, topic, messageRef: '', contentHash: '', version: ended });
  if (!before?.messageRef) return;
  await messenger.delete(chatId, Number(before.messageRef)).catch(() => undefined);
};

const put = async (
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
  await messenger.delete(chatId, Number(before.messageRef)).catch(() => undefined);
  return messageId;
};

const standsAbove = (before: LiveMessage, below: number | undefined): boolean =>
  below !== undefined && Number(before.messageRef) < below;

const hashOf = ({ html, keyboard }: Message): string =>
  createHash('sha256')
    .update(JSON.stringify([html, keyboard]))
    .digest('base64url');
