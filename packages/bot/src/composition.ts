import { Container } from 'inversify';
import {
  deleteFinishedUpdates,
  mikroOrmTraces,
  mikroOrmIdempotentRequests,
} from '@aisha/adapters/mikro-orm';
import type { Telegram } from 'telegraf';
import { createChores, type Aisha, type Chore, type StyleCatalog } from '@aisha/core';
import {
  bindAdapters,
  provide,
  provideFrom,
  provideValue,
  token,
  tokens,
} from '@aisha/adapters/composition';
import type { About, Resources, SharedSettings, Telling } from '@aisha/adapters/composition';
import {
  cachedHandles,
  lanesOf,
  pacingLimits,
  telegrafFileSource,
  telegrafMessenger,
  telegrafNotifier,
  telegrafOperators,
  telegramClient,
  telegramPacing,
  toPortError,
  type Messenger,
  type TelegramPacing,
} from '@aisha/adapters/telegraf';
import { createBot, type Bot } from './create-bot.ts';
import { renderOperatorAlarm } from './notifications/operator-alarm.ts';
import { renderNotification } from './notifications/render.ts';
import type { BotParts } from './start-bot.ts';
import { toldUpdate } from './told-update.ts';

/** Asks and reads. What is said goes through the pacing. */
const telegram = token<Telegram>('telegram');
const pacing = token<TelegramPacing>('pacing');
/** Answers what somebody does. */
const speaking = token<Telegram>('speaking');
const messenger = token<Messenger>('messenger');
const bot = token<Bot>('bot');
const about = token<About>('about');

/** The bot app's parts, put together. */
export const composeBot = (settings: SharedSettings, resources: Resources): BotParts => {
  const container = new Container();
  bindAdapters(container, settings, resources);
  bindTelegram(container, settings, resources);
  bindBot(container, settings);
  // What is wrong with a pack of styles is told at the start, not when somebody looks.
  void container.get<StyleCatalog>(tokens.styleCatalog).version();
  const { telling } = resources;
  return {
    bot: told(container.get(bot), telling),
    telegram: container.get(telegram),
    pacing: container.get(pacing),
    aisha: container.get(tokens.aisha),
    inbox: container.get(tokens.updateInbox),
    leadership: container.get(tokens.leadership),
    queue: resources.queue,
    chores: choresOf(container.get<Aisha>(tokens.aisha), resources),
    health: resources.health,
    scrape: () => telling.metrics.scrape(),
    logger: resources.logger,
  };
};

/** Every update is counted, timed, and known by its chat in every line that is logged on its way. */
const told = (one: Bot, telling: Telling): Bot => ({
  ...one,
  handle: (update) => telling.update(toldUpdate(update), () => one.handle(update)),
});

/** Counts calls, and how often Telegram asked to wait. */
const aroundCalls =
  (telling: Telling) =>
  <T>(method: string, call: () => Promise<T>): Promise<T> =>
    telling.call('telegram', method, call, (error) => {
      const { code, retryAfterMs } = toPortError(error, method);
      if (retryAfterMs !== undefined) telling.metrics.toldToWait(method, retryAfterMs / 1000);
      return code;
    });

const bindTelegram = (
  container: Container,
  { telegram: own, redisUrl }: SharedSettings,
  { telling }: Resources,
): void => {
  const { token: botToken, apiRoot, pace, adminIds } = own;
  if (botToken === undefined) throw new Error('TELEGRAM_BOT_TOKEN is missing');
  const telegramSettings = { token: botToken, apiRoot, around: aroundCalls(telling) };
  provideValue(container, telegram, telegramClient(telegramSettings));
  provide(container, pacing, [telegram, tokens.limiter, tokens.logger], (client, limiter, logger) =>
    telegramPacing({
      telegram: client,
      limits: pacingLimits(pace),
      // One process counts for itself already.
      limiter: redisUrl === undefined ? undefined : limiter,
      logger,
    }),
  );
  provide(container, speaking, [pacing], ({ interactive }) => interactive);
  provide(container, messenger, [speaking, tokens.cache], (client, cache) =>
    telegrafMessenger({ telegram: client, handles: cachedHandles(cache) }),
  );
  provide(container, tokens.files, [telegram], (client) =>
    telegrafFileSource({ telegram: client, ...telegramSettings }),
  );
  provide(
    container,
    tokens.notifier,
    [pacing, tokens.liveMessages, tokens.blobs],
    ({ bulk }, liveMessages, blobs) =>
      telegrafNotifier({ telegram: bulk, liveMessages, blobs, render: renderNotification }),
  );
  provide(container, tokens.traces, [tokens.resources], ({ orm, queue }) =>
    mikroOrmTraces({ orm, lanesOf, forgetJobs: (userId) => queue.forgetPerson(userId) }),
  );
  provide(container, tokens.operators, [pacing, tokens.logger], ({ bulk }, logger) =>
    telegrafOperators({ telegram: bulk, chatIds: adminIds, render: renderOperatorAlarm, logger }),
  );
};

const bindBot = (container: Container, settings: SharedSettings): void => {
  provideValue(container, about, settings.about);
  const { aisha, liveMessages, blobs, ids, policy, logger, limiter } = tokens;
  const parts = {
    aisha,
    telegram: speaking,
    messenger,
    liveMessages,
    blobs,
    ids,
    policy,
    logger,
    limiter,
    about,
  } as const;
  provideFrom(container, bot, parts, createBot);
};

const day = 24 * 60 * 60_000;

/** More parked jobs than this are told as this many. */
const parkedToTell = 100;

const choresOf = (aisha: Aisha, { orm, queue }: Resources): readonly Chore[] => [
  ...createChores(aisha, { idempotentRequests: mikroOrmIdempotentRequests({ orm }) }),
  {
    name: 'keep-watch',
    everyMs: 30_000,
    run: async () => {
      const parked = await queue.parked({ limit: parkedToTell });
      await aisha.keepWatch({ parkedJobs: parked.map(({ name }) => name) });
    },
  },
  {
    name: 'forget-updates',
    everyMs: day / 24,
    // Telegram delivers nothing twice after a day; until then a number that was handled is known.
    run: async () => {
      await deleteFinishedUpdates({ orm, olderThanMs: 2 * day });
    },
  },
];
