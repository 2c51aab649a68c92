import { describe, expect, it } from 'vitest';
import { streamOf, type Notification, type StoredPhoto } from '@aisha/core';
import {
  aStoredPhoto,
  aUser,
  freshId,
  inMemoryBlobStore,
  inMemoryLiveMessages,
} from '@aisha/core/testing';
import { telegramAddress, telegrafNotifier } from '@aisha/adapters/telegraf';
import { locales } from '../../packages/bot/src/i18n/languages.ts';
import { renderNotification } from '../../packages/bot/src/notifications/render.ts';
import { picture, startTelegram } from './telegram.ts';

const failed: Notification = {
  type: 'training.ended',
  trainingId: freshId(),
  avatarId: freshId(),
  avatarName: 'Ёж',
  reason: 'failed',
  failure: 'photos.no-face',
  photo: { number: 7, id: freshId() },
  refunded: 60,
};

/** What a person sees of a training that failed on a photo. */
const seen = async (own: Partial<StoredPhoto> = {}, isStored = true) => {
  const telegram = await startTelegram();
  const blobs = inMemoryBlobStore();
  const notifier = telegrafNotifier({
    telegram: telegram.telegram,
    liveMessages: inMemoryLiveMessages(),
    blobs,
    render: renderNotification,
  });
  const photo = { ...aStoredPhoto({ id: freshId(), avatarId: freshId() }), ...own };
  const bytes = new Uint8Array(await picture(96, 128));
  const options = { contentType: 'image/jpeg', maxBytes: 1e7 };
  if (isStored) await blobs.put(photo.blobKey, streamOf(bytes), options);
  const user = aUser({ address: telegramAddress(await telegram.newPerson()), locale: 'en' });
  await notifier.notify(user, failed, { images: [], photo });
  const chatId = Number(user.address.split(':')[1]);
  const messages = (await telegram.seenBy(chatId)).filter(({ from }) => from === 'bot');
  await telegram.stop();
  return messages;
};

describe('a training that failed on a photo', () => {
  it('says which in every language, and what to do', () => {
    for (const locale of locales) {
      const { news } = renderNotification(failed, aUser({ locale }), []);
      expect(news?.html).toMatch(locale === 'ru' ? /фото № 7 / : /photo 7 /u);
      const { news: other } = renderNotification(
        { ...failed, photo: undefined },
        aUser({ locale }),
        [],
      );
      expect(other?.html).not.toContain('7');
    }
  });

  it('shows the photo above the words and buttons', async () => {
    const [news, ...rest] = (await seen()).filter((message) =>
      JSON.stringify(message).includes('photo 7'),
    );
    expect(rest).toEqual([]);
    expect(JSON.stringify(news)).toMatch(/"photo"/u);
    expect(JSON.stringify(news)).toContain('Try again');
  });

  it.each([
    ['is gone', {}, false],
    ['is too large for Telegram', { bytes: 11 * 1024 * 1024 }, true],
  ])('says the same without it where the photo %s', async (_, own, isStored) => {
    const news = (await seen(own, isStored)).filter((message) =>
      JSON.stringify(message).includes('photo 7'),
    );
    expect(news).toHaveLength(1);
    expect(JSON.stringify(news)).not.toMatch(/"photo":/u);
  });
});
