import { expect, it } from 'vitest';
import type { UserId } from '@aisha/core';
import { inMemoryLiveMessages } from '@aisha/core/testing';
import { showLive } from './live-message.ts';
import type { Messenger } from './messenger.ts';

const userId = 'user' as UserId;
const topic = 'draft:1';
const place = { userId, chatId: 1, topic };
const news = (version: number) => ({
  live: { html: 'done', keyboard: [], version },
  below: undefined,
});

/** Sends as message 8, while somebody else sends message 7 about the same. */
const meeting = async (theirs: number, ours: number) => {
  const liveMessages = inMemoryLiveMessages();
  const deleted: number[] = [];
  const messenger = {
    send: async () => {
      const mine = { userId, topic, messageRef: '7', contentHash: '', version: theirs };
      await liveMessages.save(mine);
      return 8;
    },
    delete: async (_: number, id: number) => {
      deleted.push(id);
    },
  } as unknown as Messenger;
  await showLive(liveMessages, messenger, place, news(ours));
  return { deleted, stored: (await liveMessages.find(userId, topic))?.messageRef };
};

it('two messages that were sent about the same at once become one, the newer', async () => {
  expect(await meeting(0, 9)).toEqual({ deleted: [7], stored: '8' });
  expect(await meeting(9, 1)).toEqual({ deleted: [8], stored: '7' });
});
