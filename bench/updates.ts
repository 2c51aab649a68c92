import { Pool } from 'pg';
import { Telegraf } from 'telegraf';
import type { Update } from 'telegraf/types';
import { openResources } from '@aisha/adapters/composition';
import { startEmbeddedPostgres } from '@aisha/adapters/embedded-postgres';
import { composeBot, readBotSettings, type BotParts } from '@aisha/bot';
import { startInboxRunner } from '../packages/bot/src/updates/inbox-runner.ts';
import { landUpdates } from '../packages/bot/src/updates/land.ts';
import { statementsOf } from './statements.ts';
import { median, table, type Row } from './table.ts';
import { startTelegramStub } from './telegram-stub.ts';
import { withTemporaryDirectory } from './temporary.ts';

const chats = 40;
const perChat = 25;
const lanes = 16;
const batch = 100;
const token = '1000001:bench-bench-bench';

type Where = { readonly url: string; readonly apiRoot: string };

/** Numbers of updates, ever growing. */
let nextId = 1;

const from = (chat: number) => ({
  id: chat,
  is_bot: false,
  first_name: 'Ann',
  language_code: 'en',
});
const place = (chat: number) => ({ id: chat, type: 'private', first_name: 'Ann' });

const said = (chat: number, text: string, more: object = {}) => ({
  update_id: (nextId += 1),
  message: { message_id: nextId, date: 0, chat: place(chat), from: from(chat), text, ...more },
});

const pressed = (chat: number, data: string) => ({
  update_id: (nextId += 1),
  callback_query: {
    id: String(nextId),
    from: from(chat),
    chat_instance: '1',
    data,
    message: { message_id: 1, date: 0, chat: place(chat), text: 'a menu' },
  },
});

/** Lands updates as the poller does, a hundred at a time, and waits until each is handled. */
const handleAll = async (parts: BotParts, updates: readonly object[]): Promise<void> => {
  let left = updates.length;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { inbox, logger } = parts;
  const runner = startInboxRunner({
    inbox: {
      ...inbox,
      complete: async (...all) => {
        const completed = await inbox.complete(...all);
        left -= 1;
        if (left === 0) finish();
        return completed;
      },
    },
    handle: parts.bot.handle,
    logger,
    owner: 'bench',
    lanes,
  });
  for (let from = 0; from < updates.length; from += batch) {
    await landUpdates(parts, updates.slice(from, from + batch));
    runner.wake();
  }
  await finished;
  await runner.stop();
};

const kindsOf = (chat: number): Readonly<Record<string, () => object>> => ({
  'a command that asks nothing (/help)': () => said(chat, '/help'),
  'a button that asks nothing (menu)': () => pressed(chat, 'menu'),
  'a question about money (/balance)': () => said(chat, '/balance'),
  'a list (/avatars)': () => said(chat, '/avatars'),
});

/** Statements of one handled update, from the claim to the commit that completes it. */
const countStatements = async (parts: BotParts): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const [kind, make] of Object.entries(kindsOf(1))) {
    const update = make();
    await landUpdates(parts, [update]);
    const { inbox, bot } = parts;
    const sent = await statementsOf(async () => {
      const [claimed] = await inbox.claim({ owner: 'bench', limit: 1, leaseMs: 60_000 });
      if (!claimed) throw new Error('nothing to claim');
      const { conversation } = await bot.handle(claimed);
      await inbox.complete(claimed, { owner: 'bench', conversation });
    });
    const [claim, ...others] = sent;
    if (!claim?.includes('claim_updates') || !sent.at(-1)?.includes('channel_updates')) {
      throw new Error('the first statement claims, the last one completes');
    }
    rows.push([kind, sent.length, 2, others.length - 1]);
  }
  return rows;
};

const updatesOfEveryChat = (): object[] =>
  Array.from({ length: perChat }, () =>
    Array.from({ length: chats }, (_, chat) => said(chat + 1, '/help')),
  ).flat();

const perSecond = async (count: number, work: () => Promise<void>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return count / ((performance.now() - startedAt) / 1000);
};

/** Telegraf alone, with a session that is read before and committed after each update, as many chats at a time. */
const bareTelegraf = async ({ url, apiRoot }: Where) => {
  const pool = new Pool({ connectionString: url, max: lanes });
  await pool.query('create table bare_sessions (chat bigint primary key, session json not null)');
  const bot = new Telegraf(token, { telegram: { apiRoot } });
  bot.botInfo = await bot.telegram.getMe();
  bot.use(async (context) => {
    const chat = context.chat?.id;
    await pool.query('select session from bare_sessions where chat = $1', [chat]);
    await context.reply('x'.repeat(600), { parse_mode: 'HTML' });
    await pool.query(
      `insert into bare_sessions values ($1, $2)
       on conflict (chat) do update set session = excluded.session`,
      [chat, { step: 'idle' }],
    );
  });
  return {
    handleAll: async (updates: readonly object[]): Promise<void> => {
      const waiting = [...updates];
      const work = async (): Promise<void> => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          await bot.handleUpdate(next as Update);
        }
      };
      await Promise.all(Array.from({ length: lanes }, work));
    },
    stop: () => pool.end(),
  };
};

/**
 * In turns, so that a busy machine is fair to them. Both answer each update by one call of Telegram's
 * and keep the chat's session on the disk before the chat goes on. Ours also lands and claims what
 * theirs is simply given; theirs commits each session by itself, ours those that end meanwhile together.
 */
const compareSpeed = async (parts: BotParts, where: Where): Promise<Row[]> => {
  const bare = await bareTelegraf(where);
  const count = chats * perChat;
  const rates: { ours: number; bare: number }[] = [];
  // The first round warms both up.
  for (let round = 0; round < 6; round += 1) {
    rates.push({
      ours: await perSecond(count, () => handleAll(parts, updatesOfEveryChat())),
      bare: await perSecond(count, () => bare.handleAll(updatesOfEveryChat())),
    });
  }
  await bare.stop();
  const warm = rates.slice(1);
  const middle = (which: 'ours' | 'bare') => Math.round(median(warm.map((rate) => rate[which])));
  const ratio = median(warm.map((rate) => rate.ours / rate.bare));
  return [
    ['the inbox: landed, claimed, handled, completed', middle('ours'), ratio],
    ['Telegraf alone, session read and committed', middle('bare'), 1],
  ];
};

const withBot = <T>(work: (parts: BotParts, where: Where) => Promise<T>): Promise<T> =>
  withTemporaryDirectory(async (dataDir) => {
    const telegram = await startTelegramStub();
    const database = await startEmbeddedPostgres({ dataDir });
    const settings = readBotSettings({
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      // What is measured is handling, not waiting for Telegram's leave to speak.
      TELEGRAM_MESSAGES_PER_SECOND: '100000',
      TELEGRAM_CHAT_MESSAGES_PER_SECOND: '100000',
      FAL_API_KEY: 'key-of-a-bench',
      LOG_LEVEL: 'silent',
    });
    const resources = await openResources({ settings });
    try {
      return await work(composeBot(settings, resources), {
        url: database.url,
        apiRoot: telegram.apiRoot,
      });
    } finally {
      await resources.close();
      await database.stop();
      telegram.stop();
    }
  });

/** What handling an update costs beside what it is about, and how that compares with no inbox at all. */
export const benchUpdates = (): Promise<string> =>
  withBot(async (parts, where) => {
    parts.bot.telegraf.botInfo = await parts.telegram.getMe();
    const everybody = Array.from({ length: chats }, (_, chat) => chat + 1);
    await handleAll(
      parts,
      everybody.map((chat) => pressed(chat, 'agree:en')),
    );
    const statements = await countStatements(parts);
    const speed = await compareSpeed(parts, where);
    return [
      table(
        'Statements of one update (at most 2 beyond its own: the claim that reads user and conversation, the commit)',
        ['update', 'all', 'beyond its own', 'its own'],
        statements,
      ),
      table(
        `Updates a second (${chats} chats, ${lanes} at a time, /help; ratio at least 0.85, medians)`,
        ['how', 'updates/s', 'ratio'],
        speed,
      ),
    ].join('');
  });
