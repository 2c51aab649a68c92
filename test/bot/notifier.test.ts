import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstAttempt, streamOf, type Image, type Notification, type User } from '@aisha/core';
import {
  aUser,
  anImage,
  freshId,
  inMemoryBlobStore,
  inMemoryLiveMessages,
  notifierContract,
} from '@aisha/core/testing';
import { telegramAddress, telegrafNotifier } from '@aisha/adapters/telegraf';
import { renderNotification } from '../../packages/bot/src/notifications/render.ts';
import { picture, startTelegram } from './telegram.ts';

const aSetting = async () => {
  const telegram = await startTelegram();
  const [blobs, liveMessages] = [inMemoryBlobStore(), inMemoryLiveMessages()];
  const notifier = telegrafNotifier({
    telegram: telegram.telegram,
    liveMessages,
    blobs,
    render: renderNotification,
  });
  const drawn = await picture(96, 128);
  const user = aUser({ address: telegramAddress(await telegram.newPerson()) });
  const chatOf = ({ address }: User): number => Number(address.split(':')[1]);
  return {
    telegram,
    notifier,
    blobs,
    liveMessages,
    user,
    chatId: chatOf(user),
    imagesOf: async (count: number): Promise<Image[]> => {
      const images = Array.from({ length: count }, () => anImage({ userId: user.id }));
      for (const { blobKey } of images) {
        const options = { contentType: 'image/png', maxBytes: 1e7 };
        await blobs.put(blobKey, streamOf(new Uint8Array(drawn)), options);
      }
      return images;
    },
    answersTo: async (person: User = user) =>
      (await telegram.seenBy(chatOf(person))).filter(({ from }) => from === 'bot'),
  };
};

type Setting = Awaited<ReturnType<typeof aSetting>>;

describe('the notifier over Telegram', () => {
  notifierContract({
    it,
    create: async () => {
      const { telegram, notifier, user, imagesOf, answersTo } = await aSetting();
      const unwilling = aUser({ address: telegramAddress(await telegram.newPerson()) });
      telegram.faults.set({ block: [Number(unwilling.address.split(':')[1])] });
      return {
        notifier,
        user,
        unwilling,
        images: await imagesOf(2),
        messagesTo: async (person) => (await answersTo(person)).length,
        cleanup: () => telegram.stop(),
      };
    },
  });
});

const withoutImages = { images: [] };
const avatarId = freshId<never>();

const judged = (accepted: number, newest: number, checking = 0): Notification => ({
  type: 'photos.judged',
  avatarId,
  summary: {
    accepted,
    checking,
    refused: {},
    warnings: {},
    sent: accepted,
    minCount: 10,
    maxCount: 20,
    enough: accepted >= 10 && checking === 0,
  },
  newest: `telegram:7:${newest}`,
  // As time goes by more are accepted.
  asOf: Date.UTC(2026, 10) + accepted * 1000,
});

const progressed = (trainingId: never, percent: number): Notification => ({
  type: 'training.progressed',
  trainingId,
  avatarId,
  avatarName: 'Anna',
  progress: { stage: 'running', percent },
  attempt: firstAttempt,
  minutes: { from: 3, to: 6 },
  elapsedMs: 0,
});

describe('news in a chat', () => {
  let setting: Setting;
  beforeEach(async () => {
    setting = await aSetting();
  });
  afterEach(() => setting.telegram.stop());

  const tell = (notification: Notification, images: readonly Image[] = []) =>
    setting.notifier.notify(setting.user, notification, { images });
  const succeeded = (images: readonly Image[]): Notification => ({
    type: 'generation.succeeded',
    generationId: freshId(),
    avatarId,
    prompt: 'a garden',
    imageIds: images.map(({ id }) => id),
    ordered: images.length,
    charged: 2,
  });
  const writes = async (): Promise<number> => {
    const { page } = setting.telegram;
    const { id } = await page.post('messages', { user: setting.chatId, text: 'photo' });
    return id;
  };

  it('of one training are one message, edited', async () => {
    const id = freshId<never>();
    for (const percent of [10, 40, 40, 70]) await tell(progressed(id, percent));
    const answers = await setting.answersTo();
    expect(answers.map(({ text }) => text)).toEqual([expect.stringContaining('70%')]);
    expect(setting.telegram.callsOf('editMessageText')).toHaveLength(2);
  });

  it('of a second attempt replace those of the first, although it begins anew, and say so', async () => {
    const id = freshId<never>();
    const again = (percent: number) => {
      const attempt = { number: 2, isPaused: false };
      return { ...progressed(id, percent), attempt } as Notification;
    };
    await tell(progressed(id, 90));
    await tell(again(5));
    const [begun] = await setting.answersTo();
    expect(begun?.text).toContain(' 5%');
    expect(begun?.text).toContain('You pay nothing extra');
    // What comes late of the first attempt is older than anything of the second.
    await tell(progressed(id, 95));
    await tell(again(7));
    expect((await setting.answersTo()).map(({ text }) => text)).toEqual([
      expect.stringContaining(' 7%'),
    ]);
  });

  it('of a paused service are told once, however often', async () => {
    const progress = { stage: 'preparing' } as const;
    const attempt = { number: 1, isPaused: true };
    const generationId = freshId<never>();
    const news = {
      type: 'generation.progressed',
      generationId,
      progress,
      attempt,
      count: 1,
    } as const;
    await tell({ ...news, attempt: firstAttempt });
    for (const _ of [1, 2, 3, 4]) await tell(news);
    const [answer] = await setting.answersTo();
    expect(answer?.text).toContain('had to pause the service');
    expect(answer?.text).toContain('nothing is charged');
    expect(setting.telegram.callsOf('editMessageText')).toHaveLength(1);
  });

  it('that are older never replace newer ones, wherever the message stands', async () => {
    const newest = await writes();
    await tell(judged(12, newest));
    await tell(judged(11, newest));
    const later = await writes();
    await tell(judged(3, later));
    const answers = await setting.answersTo();
    expect(answers.map(({ text }) => text)).toEqual([expect.stringContaining('12 good photos')]);
  });

  it('about photos stand below the newest of them: the one above goes', async () => {
    await tell(judged(1, await writes()));
    await tell(judged(2, await writes()));
    const answers = await setting.answersTo();
    expect(answers.map(({ text }) => text)).toEqual([expect.stringContaining('2 good photos')]);
    const all = await setting.telegram.seenBy(setting.chatId);
    expect(all.at(-1)?.from).toBe('bot');
    await tell(judged(2, all.at(-2)?.id ?? 0));
    expect(await setting.answersTo()).toEqual(answers);
  });

  it('are not told twice because the progress could not be edited', async () => {
    const trainingId = freshId<never>();
    await tell(progressed(trainingId, 90));
    const done: Notification = {
      type: 'training.succeeded',
      trainingId,
      avatarId,
      avatarName: 'Anna',
      kind: 'portrait',
      tookMs: 1,
    };
    setting.telegram.faults.set({ tooManyRequests: { times: 1, retryAfter: 1 } });
    await expect(tell(done)).rejects.toMatchObject({ code: 'messenger.rate-limited' });
    await tell(done);
    const ready = (await setting.answersTo()).filter(({ text }) => text?.includes('is ready!'));
    expect(ready).toHaveLength(1);
  });

  it('of progress do not come back after the pictures', async () => {
    const images = await setting.imagesOf(1);
    const news = succeeded(images);
    if (news.type !== 'generation.succeeded') throw new Error('another notification');
    const progress: Notification = {
      type: 'generation.progressed',
      generationId: news.generationId,
      progress: { stage: 'running' },
      attempt: firstAttempt,
      count: 1,
    };
    await tell(progress);
    await tell(news, images);
    await tell({ ...progress, progress: { stage: 'finishing' } });
    const answers = await setting.answersTo();
    expect(answers.map(({ caption, text }) => caption ?? text)).toEqual(['✨ a garden']);
  });

  it('keep the pictures although the progress could not be taken away', async () => {
    const images = await setting.imagesOf(1);
    const news = succeeded(images);
    if (news.type !== 'generation.succeeded') throw new Error('another notification');
    const { generationId } = news;
    const progress = { stage: 'running' } as const;
    const attempt = firstAttempt;
    await tell({ type: 'generation.progressed', generationId, progress, attempt, count: 1 });
    setting.telegram.faults.set({ serverError: { times: 1, methods: ['deleteMessage'] } });
    expect((await tell(news, images)).shown).toHaveLength(1);
    expect((await setting.answersTo()).filter(({ photo }) => photo)).toHaveLength(1);
  });

  it('show one picture with the buttons under it', async () => {
    const images = await setting.imagesOf(1);
    const { shown } = await tell(succeeded(images), images);
    const [answer, ...more] = await setting.answersTo();
    expect(more).toEqual([]);
    expect(answer).toMatchObject({ caption: '✨ a garden', photo: { width: 96, height: 128 } });
    expect(answer?.keyboard?.flat()).toHaveLength(10);
    expect(shown).toEqual([{ imageId: images[0]?.id, shownAs: answer?.photo?.fileId }]);
  });

  it('show four as an album, with the buttons in a message below', async () => {
    const images = await setting.imagesOf(4);
    const { shown } = await tell(succeeded(images), images);
    const answers = await setting.answersTo();
    expect(answers.map(({ photo }) => photo !== undefined)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(new Set(answers.slice(0, 4).map(({ mediaGroupId }) => mediaGroupId)).size).toBe(1);
    expect(answers[4]).toMatchObject({ text: '✨ a garden' });
    expect(shown.map(({ imageId }) => imageId)).toEqual(images.map(({ id }) => id));
    expect(new Set(shown.map(({ shownAs }) => shownAs)).size).toBe(4);
  });

  it('upload a picture once, and again only when Telegram has forgotten it', async () => {
    const images = await setting.imagesOf(2);
    const { shown } = await tell(succeeded(images), images);
    const known = images.map((image, at) => ({ ...image, shownAs: shown[at]!.shownAs }));
    const mediaOf = (call: number) =>
      JSON.stringify(setting.telegram.callsOf('sendMediaGroup')[call]?.parameters);
    await tell(succeeded(known), known);
    expect(mediaOf(0)).toContain('attach://');
    expect(mediaOf(1)).not.toContain('attach://');
    const forgotten = known.map((image) => ({ ...image, shownAs: 'AgADforgotten' as never }));
    const again = await tell(succeeded(forgotten), forgotten);
    expect(again.shown).toHaveLength(2);
    expect(again.shown.map(({ shownAs }) => shownAs)).not.toContain('AgADforgotten');
    expect((await setting.answersTo()).filter(({ photo }) => photo)).toHaveLength(6);
  });

  it('say who does not want them', async () => {
    setting.telegram.faults.set({ block: [setting.chatId] });
    const { notifier, user } = setting;
    const call = notifier.notify(user, judged(1, 1), withoutImages);
    await expect(call).rejects.toMatchObject({ code: 'messenger.blocked', retryable: false });
  });
});
