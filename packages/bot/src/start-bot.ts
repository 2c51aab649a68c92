import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostname } from 'node:os';
import type { Telegram } from 'telegraf';
import { takePort } from '@aisha/adapters/composition';
import { identify, type TelegramPacing } from '@aisha/adapters/telegraf';
import type {
  Aisha,
  Chore,
  HealthCheck,
  JobQueue,
  Leadership,
  Logger,
  UpdateInbox,
} from '@aisha/core';
import { describeBot } from './commands.ts';
import type { Bot } from './create-bot.ts';
import { createHealthServer, type HealthServerOptions } from './health-server.ts';
import { startInboxRunner } from './updates/inbox-runner.ts';
import { poll } from './updates/poller.ts';
import { takePushedUpdates, type PushedUpdates } from './updates/pushed.ts';
import { askForPushes, watchWebhook } from './updates/telegram-webhook.ts';

export type BotParts = {
  readonly bot: Bot;
  readonly telegram: Telegram;
  readonly pacing: Pick<TelegramPacing, 'close'>;
  readonly aisha: Aisha;
  readonly inbox: UpdateInbox;
  readonly leadership: Leadership;
  readonly queue: JobQueue;
  /** What is done over and over, on one machine of all. */
  readonly chores: readonly Chore[];
  readonly health: readonly HealthCheck[];
  /** What Prometheus is told. */
  readonly scrape?: HealthServerOptions['scrape'];
  readonly logger: Logger;
};

export type StartBotOptions = {
  readonly port: number;
  readonly role: 'bot' | 'worker' | 'all';
  /** Where Telegram reaches this port from outside: it pushes then, to any replica. Left out, one replica polls. */
  readonly webhookUrl?: string | undefined;
  /** Answers what is not health on the same port. */
  readonly fallback?: (request: IncomingMessage, response: ServerResponse) => void;
};

export type Running = { readonly port: number; stop(): Promise<void> };

/** Leaves time within the ten seconds of a stop for handing back what hangs, and for closing. */
const drainMs = 6000;

/** Starts receiving people, or running jobs, or both; answers once it does. */
export const startBot = async (parts: BotParts, options: StartBotOptions): Promise<Running> => {
  const { role, port } = options;
  const inboxBell = { ring: (): void => undefined };
  const pushed = pushedTo(parts, options, inboxBell);
  const server = createHealthServer({
    checks: parts.health,
    ...(parts.scrape ? { scrape: parts.scrape } : {}),
    fallback: answerOthers(pushed, options),
  });
  sayWhoJudges(parts);
  const taken = await takePort(server, port, 'BOT_PORT');
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    parts.pacing.close();
    await Promise.all(stops.map((each) => each()));
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  };
  try {
    if (role !== 'worker') stops.push(await receivePeople(parts, options, inboxBell, pushed));
    if (role !== 'bot') stops.push(await runJobs(parts));
  } catch (error) {
    await stop();
    throw error;
  }
  return { port: taken, stop };
};

/** Said at every start: it is a choice, and nobody should make it unknowingly. */
const sayWhoJudges = ({ aisha, logger }: BotParts): void => {
  const { moderation, words } = aisha.getAssistance();
  const facts = { moderation, assistant: words };
  if (moderation) logger.info(facts, 'prompts and photos are judged by our rules and by OpenAI');
  else {
    logger.warn(
      facts,
      'OPENAI_API_KEY is missing: prompts are judged by our own rules, pictures by the provider, and photos by nobody',
    );
  }
};

/** Rung when something is in the inbox. Nobody hears it before the start is through, nor needs to. */
type InboxBell = { ring: () => void };

const pushedTo = (
  { inbox, logger, telegram }: BotParts,
  { role, webhookUrl: url }: StartBotOptions,
  bell: InboxBell,
): PushedUpdates | undefined => {
  if (url === undefined || role === 'worker') return undefined;
  const { token } = telegram;
  return takePushedUpdates({ inbox, logger, token, url, landed: () => bell.ring() });
};

const answerOthers =
  (pushed: PushedUpdates | undefined, { fallback }: StartBotOptions) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    if (pushed?.answer(request, response)) return;
    if (fallback) fallback(request, response);
    else response.writeHead(404).end();
  };

const receivePeople = async (
  parts: BotParts,
  { webhookUrl: url }: StartBotOptions,
  bell: InboxBell,
  pushed: PushedUpdates | undefined,
): Promise<() => Promise<void>> => {
  const { bot, telegram, inbox, logger } = parts;
  bot.telegraf.botInfo = await identify(telegram);
  if (url !== undefined) await askForPushes(telegram, url);
  const owner = `${hostname()}:${process.pid}:${Date.now()}`;
  const { handle, apologize } = bot;
  const runner = startInboxRunner({ inbox, handle, apologize, logger, owner });
  bell.ring = () => runner.wake();
  const listening =
    url === undefined ? pollFor(parts, bell) : watchWebhook({ telegram, url, logger });
  void describeBot(telegram, logger);
  return async () => {
    await Promise.all([listening.stop(), pushed?.stop()]);
    await runner.stop();
  };
};

/** One of all replicas asks Telegram, over and over. */
const pollFor = ({ telegram, inbox, logger, leadership }: BotParts, bell: InboxBell) =>
  leadership.campaign('telegram-polling', (signal) =>
    poll({ telegram, inbox, logger, landed: () => bell.ring() }, signal),
  );

const runJobs = async ({ queue, aisha, chores }: BotParts): Promise<() => Promise<void>> => {
  await queue.work(aisha.jobs);
  for (const { name, everyMs, run } of chores) await queue.schedule(name, everyMs, run);
  return () => queue.stop({ timeoutMs: drainMs });
};
