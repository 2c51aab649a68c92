import { Container } from 'inversify';
import { deleteFinishedUpdates } from '@aisha/adapters/mikro-orm';
import type { Telegram } from 'telegraf';
import type { Aisha } from '@aisha/core';
import {
  bindAdapters,
  provide,
  provideFrom,
  provideValue,
  token,
  tokens,
} from '@aisha/adapters/composition';
import type { Resources, SharedSettings } from '@aisha/adapters/composition';
import {
  telegrafFileSource,
  telegrafMessenger,
  telegrafNotifier,
  telegramClient,
  type Messenger,
} from '@aisha/adapters/telegraf';
import { createBot, type Bot } from './create-bot.ts';
import { renderNotification } from './notifications/render.ts';
import type { BotParts, Chore } from './start-bot.ts';

const telegram = token<Telegram>('telegram');
const messenger = token<Messenger>('messenger');
const bot = token<Bot>('bot');

/** The bot app's parts, put together. */
export const composeBot = (settings: SharedSettings, resources: Resources): BotParts => {
  const { token: botToken, apiRoot } = settings.telegram;
  if (botToken === undefined) throw new Error('TELEGRAM_BOT_TOKEN is missing');
  const telegramSettings = { token: botToken, apiRoot };
  const container = new Container();
  bindAdapters(container, settings, resources);
  provideValue(container, telegram, telegramClient(telegramSettings));
  provide(container, messenger, [telegram], (client) => telegrafMessenger({ telegram: client }));
  provide(container, tokens.files, [telegram], (client) =>
    telegrafFileSource({ telegram: client, ...telegramSettings }),
  );
  provide(
    container,
    tokens.notifier,
    [telegram, tokens.liveMessages, tokens.blobs],
    (client, liveMessages, blobs) =>
      telegrafNotifier({ telegram: client, liveMessages, blobs, render: renderNotification }),
  );
  bindBot(container);
  return {
    bot: container.get(bot),
    telegram: container.get(telegram),
    aisha: container.get(tokens.aisha),
    inbox: container.get(tokens.updateInbox),
    leadership: container.get(tokens.leadership),
    queue: resources.queue,
    chores: choresOf(container.get<Aisha>(tokens.aisha), resources),
    health: resources.health,
    logger: resources.logger,
  };
};

const bindBot = (container: Container): void => {
  const { aisha, liveMessages, blobs, ids, policy, logger, limiter } = tokens;
  const parts = {
    aisha,
    telegram,
    messenger,
    liveMessages,
    blobs,
    ids,
    policy,
    logger,
    limiter,
  } as const;
  provideFrom(container, bot, parts, createBot);
};

const day = 24 * 60 * 60_000;

const choresOf = (aisha: Aisha, { orm }: Resources): Chore[] => [
  { name: 'reconcile', everyMs: 15_000, run: aisha.reconcile },
  {
    name: 'forget-updates',
    everyMs: day / 24,
    // Telegram delivers nothing twice after a day; until then a number that was handled is known.
    run: () => deleteFinishedUpdates({ orm, olderThanMs: 2 * day }),
  },
];
