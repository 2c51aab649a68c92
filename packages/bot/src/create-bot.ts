import { Telegraf } from 'telegraf';
import { telegramAddress } from '@aisha/adapters/telegraf';
import type { Update } from 'telegraf/types';
import type { ClaimedUpdate } from '@aisha/core';
import { idle, readConversation, type Conversation } from './conversation.ts';
import { answerInline } from './handlers/inline.ts';
import type { BotDependencies } from './handlers/routes.ts';
import { guessLocale } from './i18n/languages.ts';
import { translator } from './i18n/translate.ts';
import { receiveStranger } from './reception.ts';
import { createRouter, type Router } from './router.ts';
import { openTurn, type OpenTurn } from './turn.ts';
import type { HandleUpdate } from './updates/inbox-runner.ts';
import { readWaiting, withWaiting } from './waiting-files.ts';
import { readUpdate, type Reading, type Visit } from './visit.ts';

export type Bot = {
  readonly telegraf: Telegraf;
  /** Handles one update from the inbox. Throws what must be tried again. */
  readonly handle: HandleUpdate;
  /** Tells a person that their message was given up. */
  readonly apologize: (update: ClaimedUpdate) => Promise<void>;
};

export type CreateBotOptions = BotDependencies;

/** What a handled update leaves behind, beside its effects. */
type Outcome = { conversation: Conversation | undefined; error?: unknown };

/** The bot: Telegraf's middleware over our own inbox. */
export const createBot = (options: CreateBotOptions): Bot => {
  const { telegram } = options;
  const telegraf = new Telegraf(telegram.token, {
    telegram: telegram.options,
    // The inbox bounds how long an update may take, and a late error must not go unheard.
    handlerTimeout: Number.POSITIVE_INFINITY,
  });
  telegraf.telegram = telegram;
  const claims = new WeakMap<Update, ClaimedUpdate>();
  const outcomes = new WeakMap<Update, Outcome>();
  const receive = createReception(options);

  telegraf.use(async ({ update, me }) => {
    const claimed = claims.get(update);
    if (claimed) outcomes.set(update, { conversation: await receive(update, claimed, me) });
  });
  telegraf.catch((error, { update }) => {
    outcomes.set(update, { conversation: idle, error });
  });

  return {
    telegraf,
    handle: async (claimed) => {
      const update = claimed.payload as Update;
      claims.set(update, claimed);
      await telegraf.handleUpdate(update);
      const outcome = outcomes.get(update);
      if (outcome && 'error' in outcome) throw outcome.error;
      return outcome ?? { conversation: readConversation(claimed.conversation) };
    },
    apologize: async ({ payload, user }) => {
      const reading = readUpdate(payload as Update);
      if (reading.type !== 'visit') return;
      const { chatId, from } = reading.visit;
      const t = translator(user?.locale ?? guessLocale(from.languageTag));
      await options.messenger.send(chatId, { html: t('trouble.text') });
    },
  };
};

type Receive = (
  update: Update,
  claimed: ClaimedUpdate,
  botName: string,
) => Promise<Conversation | undefined>;

const createReception = (options: CreateBotOptions): Receive => {
  const router = createRouter(options);
  return async (update, claimed, botName) => {
    const conversation = readConversation(claimed.conversation);
    const at = (options.now ?? Date.now)();
    const waiting = readWaiting(claimed.conversation, at);
    const reading = readUpdate(update);
    if (reading.type === 'inline') {
      await answerInline(options, claimed.user, reading);
      return undefined;
    }
    if (reading.type !== 'visit') {
      const isMeant = reading.type !== 'elsewhere' || (reading.botName ?? botName) === botName;
      if (isMeant) await answerAside(options, reading, claimed);
      // What was being talked about still is; where nothing was, nothing is kept.
      return claimed.conversation === undefined ? undefined : withWaiting(conversation, waiting);
    }
    const { visit } = reading;
    const open = openTurn(options.messenger, {
      ...visit,
      locale: claimed.user?.locale ?? guessLocale(visit.from.languageTag),
      conversation,
      waiting,
      at,
    });
    try {
      await serve(options, router, { open, visit, claimed });
    } finally {
      await open.close();
    }
    return open.next();
  };
};

type Serving = {
  readonly open: OpenTurn;
  readonly visit: Visit;
  readonly claimed: ClaimedUpdate;
};

const serve = async (
  options: CreateBotOptions,
  router: Router,
  { open: { turn }, visit, claimed }: Serving,
): Promise<void> => {
  if (!claimed.user) return receiveStranger(options, turn, visit);
  const user = await options.aisha.markReachable(claimed.user);
  const { act } = visit;
  await router({ ...turn, user }, act);
};

const answerAside = async (
  { aisha, messenger, limiter }: CreateBotOptions,
  reading: Exclude<Reading, { type: 'visit' | 'inline' }>,
  { user }: ClaimedUpdate,
): Promise<void> => {
  if (reading.type === 'stray-press') await messenger.answerPress(reading.pressId);
  if (reading.type === 'blocked') await aisha.markUnreachable(telegramAddress(reading.userId));
  if (reading.type !== 'elsewhere') return;
  // Many can write there, and Telegram takes few messages: once is enough to be told.
  if ((await limiter.take(`group:${reading.chatId}`, { count: 1, windowMs: 60_000 })) > 0) return;
  const locale = user?.locale ?? guessLocale(reading.languageTag);
  const html = translator(locale)('unknown.private-only');
  await messenger.send(reading.chatId, { html }).catch(() => undefined);
};
