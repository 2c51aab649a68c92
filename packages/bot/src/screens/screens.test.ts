import { describe, expect, it } from 'vitest';
import {
  aspectRatios,
  createAisha,
  runFailureCodes,
  type GenerationQuote,
  type Locale,
  type Notification,
} from '@aisha/core';
import {
  aUser,
  anAvatar,
  anImage,
  freshId,
  inMemoryBlobStore,
  inMemoryLiveMessages,
  inMemoryPorts,
  inMemoryRateLimiter,
  silentLogger,
} from '@aisha/core/testing';
import { telegrafMessenger, telegramClient, type Message } from '@aisha/adapters/telegraf';
import { parseCallbackData } from '../callback-data.ts';
import { locales } from '../i18n/languages.ts';
import { plainTranslator, translator } from '../i18n/translate.ts';
import { renderNotification } from '../notifications/render.ts';
import { allRoutes } from '../router.ts';
import { kindQuotes } from './kind-quotes.fixture.ts';
import { avatarModules, avatarScreensIn } from './avatar-screens.fixture.ts';
import { accountModules, accountScreens } from './account-screens.fixture.ts';
import * as balance from './balance.ts';
import * as generations from './generations.ts';
import * as menu from './menu.ts';
import { intakes, photoModules, photoScreensIn } from './photo-screens.fixture.ts';
import { draftNews, promptModules, promptScreensIn } from './prompt-screens.fixture.ts';
import { pictureModules, pictureScreensIn } from './picture-screens.fixture.ts';
import {
  attempt,
  stages,
  trainingModules,
  trainingScreensIn,
  ways,
} from './training-screens.fixture.ts';

/** As long as a name may be, made of what markup is made of as soon as it is not escaped. */
const name = '👩‍👩‍👧&'.repeat(22);
const prompt = '👩🏽‍🎤<b>&amp;'.repeat(250).slice(0, 3990);
const id = freshId();

const generationQuote: GenerationQuote = {
  avatar: anAvatar({ name }),
  balance: { available: 1_000_000, held: 0 },
  pricePerImage: 1_000_000,
  capabilities: {
    ratios: aspectRatios,
    maxPixels: 1,
    maxSide: 1,
    maxCount: 4,
    seed: true,
    negativePrompt: false,
    imageInput: 'none',
  },
};
const order = { orderId: id, prompt, count: 4, ratio: '9:16' } as const;
const minutes = { from: 9, to: 15 };

/** Every screen there is, with the most that can stand on it. */
const screensIn = (locale: Locale): Record<string, Message[]> => {
  const words = { t: translator(locale), plain: plainTranslator(locale) };
  return {
    menuScreen: [menu.menuScreen(words), menu.menuScreen(words, words.t('cancelled.text'))],
    ...accountScreens(words, locale),
    balanceScreen: [balance.balanceScreen(words, { available: 1, held: 2 }, kindQuotes)],
    ...avatarScreensIn(words, locale, name),
    ...photoScreensIn(words, name),
    ...trainingScreensIn(words, name),
    askRatioScreen: [generations.askRatioScreen(words, order, generationQuote)],
    confirmOrderScreen: [
      generations.confirmOrderScreen(words, order, generationQuote),
      generations.confirmOrderScreen(words, order, generationQuote, { canImprove: true }),
      generations.confirmOrderScreen(words, { ...order, words: prompt }, generationQuote),
    ],
    generationProgressScreen: ways.map((way) => {
      const facts = { generationId: id, count: 4, seconds: { from: 8, to: 120 } };
      return generations.generationProgressScreen(words, { ...facts, ...way });
    }),
    ...promptScreensIn(words, { name, prompt }),
    ...pictureScreensIn(words, locale, { name, prompt }),
  };
};

/** Everything that people are told without having asked. */
const notifications: readonly Notification[] = [
  ...intakes.map(
    (summary) =>
      ({
        type: 'photos.judged',
        avatarId: id,
        summary,
        newest: 'telegram:7:9',
        asOf: 1,
      }) as Notification,
  ),
  ...stages.flatMap((progress): Notification[] => [
    { type: 'training.progressed', ...training(), progress, attempt, minutes, elapsedMs: 0 },
    { type: 'generation.progressed', generationId: freshId(), progress, attempt, count: 4 },
  ]),
  { type: 'training.succeeded', ...training(), kind: 'portrait', tookMs: 90_000, previews: 4 },
  {
    type: 'training.previewed',
    ...training(),
    version: 2,
    generationId: freshId(),
    imageIds: [freshId()],
    olderTrainingId: freshId(),
  },
  ...(['failed', 'cancelled', 'expired'] as const).flatMap((reason) =>
    [...runFailureCodes, undefined].flatMap((failure): Notification[] => [
      { type: 'training.ended', ...training(), reason, failure, refunded: 150 },
      { type: 'generation.ended', generationId: freshId(), reason, failure, refunded: 0 },
    ]),
  ),
  {
    type: 'account.exported',
    exportId: freshId(),
    part: 2,
    parts: 3,
    blobKey: 'exports/one/two/part-2.zip' as never,
    bytes: 1,
  },
  {
    type: 'account.erased',
    receipt: freshId(),
    finishedAt: Date.UTC(2026, 10, 22),
    erased: {
      avatars: 20,
      photos: 4000,
      trainings: 99,
      orders: 99_999,
      pictures: 99_999,
      atProvider: 99_999,
      leftAtProvider: 1,
    },
  },
  ...draftNews(prompt.slice(0, 2000)),
  { type: 'image.filed', imageId: freshId() },
  { type: 'images.unexported', exportId: freshId() },
  { type: 'announcement', broadcastId: freshId(), text: 'Hello <b>Ada</b> & all' },
  ...[1, 5].map((parts): Notification => ({
    type: 'images.exported',
    exportId: freshId(),
    part: 1,
    parts,
    blobKey: 'exports/one/1.zip' as never,
    bytes: 45_000_000,
    pictures: 200,
  })),
  {
    type: 'generation.succeeded',
    generationId: freshId(),
    avatarId: freshId(),
    prompt,
    imageIds: [freshId()],
    ordered: 4,
    charged: 2,
    isUntranslated: true,
  },
];

function training() {
  return { trainingId: freshId<never>(), avatarId: freshId<never>(), avatarName: name };
}

type Shown = { readonly what: string; readonly message: Message; readonly isCaption: boolean };

const told = (locale: Locale): Shown[] =>
  notifications.flatMap((notification) => {
    const image = anImage();
    const { live, news, pictures } = renderNotification(notification, aUser({ locale }), [image]);
    const what = `${locale} ${notification.type}`;
    return [
      ...(live ? [{ what, message: live, isCaption: false }] : []),
      ...(news ? [{ what, message: news, isCaption: pictures !== undefined }] : []),
    ];
  });

const everything: readonly Shown[] = locales.flatMap((locale) => [
  ...Object.entries(screensIn(locale)).flatMap(([screen, messages]) =>
    messages.map((message) => ({
      what: `${locale} ${screen}`,
      message,
      isCaption: screen === 'deliveredScreen' || message.picture !== undefined,
    })),
  ),
  ...told(locale),
]);

const routes = () => {
  const ports = inMemoryPorts();
  const telegram = telegramClient({ token: '1:never-called' });
  return allRoutes({
    aisha: createAisha(ports),
    telegram,
    messenger: telegrafMessenger({ telegram }),
    liveMessages: inMemoryLiveMessages(),
    blobs: inMemoryBlobStore(),
    ids: ports.ids,
    policy: ports.policy,
    limiter: inMemoryRateLimiter(ports),
    logger: silentLogger,
  });
};

/** What Telegram counts: the text without its markup, in UTF-16 code units. */
const textOf = (html: string): string =>
  html
    .replaceAll(/<\/?(?:b|i|blockquote|pre|code)>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

describe('the screens', () => {
  it('are all looked at here', () => {
    const modules = [
      menu,
      balance,
      ...photoModules,
      generations,
      ...pictureModules,
      ...promptModules,
      ...accountModules,
      ...avatarModules,
      ...trainingModules,
    ];
    const names = modules.flatMap((module) => Object.keys(module));
    const made = names.filter((each) => each.endsWith('Screen'));
    expect(Object.keys(screensIn('en')).toSorted()).toEqual(made.toSorted());
  });

  it('have no button without somebody who answers it', () => {
    const { presses } = routes();
    const dead = everything.flatMap(({ what, message }) =>
      (message.keyboard ?? []).flat().flatMap((button) => {
        if (!('data' in button)) return [];
        const { route } = parseCallbackData(button.data);
        return Object.hasOwn(presses, route) ? [] : [`${what}: ${button.data}`];
      }),
    );
    expect(dead).toEqual([]);
  });

  it('have no route that no button leads to', () => {
    const { presses } = routes();
    const shown = new Set(
      everything.flatMap(({ message }) =>
        (message.keyboard ?? [])
          .flat()
          .flatMap((button) => ('data' in button ? [parseCallbackData(button.data).route] : [])),
      ),
    );
    // Put under photos and pictures by their handlers.
    for (const route of ['photos', 'gallery', 'pictures', 'new']) shown.add(route);
    expect(Object.keys(presses).filter((route) => !shown.has(route))).toEqual([]);
  });

  it('have buttons that Telegram takes', () => {
    for (const { what, message } of everything) {
      const rows = message.keyboard ?? [];
      expect(
        rows.every((row) => row.length > 0 && row.length <= 8),
        what,
      ).toBe(true);
      for (const button of rows.flat()) {
        expect(button.text.trim(), what).not.toBe('');
        if ('data' in button) expect(Buffer.byteLength(button.data)).toBeLessThanOrEqual(64);
      }
    }
  });

  it('fit a message, and what stands under pictures a caption', () => {
    for (const { what, message, isCaption } of everything) {
      const text = textOf(message.html);
      expect(text.trim(), what).not.toBe('');
      expect(text.length, what).toBeLessThanOrEqual(isCaption ? 1024 : 4096);
      expect(text.isWellFormed(), what).toBe(true);
    }
  });

  it('use no markup but their own', () => {
    const tag = /<(?!\/?(?:b|i|blockquote|pre|code)>)|&(?!(?:amp|lt|gt);)/u;
    for (const { what, message } of everything) expect(message.html, what).not.toMatch(tag);
  });
});
