import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openResources, type Resources } from '@aisha/adapters/composition';
import { telegramAddress } from '@aisha/adapters/telegraf';
import { composeBot, readBotSettings, type BotParts } from '@aisha/bot';
import type { Job, User } from '@aisha/core';
import {
  startTestSandbox,
  token,
  type TestSandbox,
} from '../../../examples/playground/src/telegram-sandbox/sandbox.fixture.ts';
import { createTestDatabase } from '../../support/database.ts';

/** One process of the bot: its own connections, its own pace. */
type Replica = { readonly parts: BotParts; readonly resources: Resources };

export type Person = { readonly chatId: number; readonly user: User };

export type BotWorldOptions = {
  readonly replicas?: number;
  /** As in the environment of the bot. */
  readonly settings?: Readonly<Record<string, string>>;
};

/** The bot as it is composed, on PostgreSQL and on a Telegram that keeps limits; nothing runs yet. */
export const openBotWorld = async ({ replicas = 1, settings: own = {} }: BotWorldOptions) => {
  const database = await createTestDatabase();
  const telegram = await startTestSandbox({ callsRemembered: 200_000 });
  const dataDir = await mkdtemp(join(tmpdir(), 'aisha-bot-world-'));
  const settings = readBotSettings({
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegram.sandbox.apiRoot,
    FAL_API_KEY: 'key-of-a-test',
    LOG_LEVEL: 'silent',
    ...own,
  });
  const all: Replica[] = [];
  for (let opened = 0; opened < replicas; opened += 1) {
    const resources = await openResources({ settings });
    const parts = composeBot(settings, resources);
    parts.bot.telegraf.botInfo = await parts.telegram.getMe();
    all.push({ resources, parts });
  }
  const [first] = all;
  if (!first) throw new Error('a world without a bot');
  return {
    ...first,
    replicas: all,
    database,
    telegram,
    people: (count: number) => joinAll(telegram, first.parts, count),
    enqueue: (jobs: readonly Job[]) => enqueueAll(first.resources, jobs),
    close: async () => {
      for (const { resources } of all) await resources.close();
      await telegram.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

export type BotWorld = Awaited<ReturnType<typeof openBotWorld>>;

const atOnce = 8;

/** People who have started the bot and agreed, without a word of it being left to handle. */
const joinAll = async (
  { page, telegram }: TestSandbox,
  { aisha }: BotParts,
  count: number,
): Promise<Person[]> => {
  const people: Person[] = [];
  const join = async (at: number): Promise<void> => {
    const firstName = `Ann ${at}`;
    const { id: chatId } = await page.post('users', { firstName, languageCode: 'en' });
    await page.post('messages', { user: chatId, text: '/start' });
    const address = telegramAddress(chatId);
    const { user } = await aisha.registerUser({ address, firstName, locale: 'en' });
    people.push({ chatId, user });
  };
  for (let at = 0; at < count; at += atOnce) {
    const few = Array.from({ length: Math.min(atOnce, count - at) }, async (_, next) =>
      join(at + next),
    );
    await Promise.all(few);
  }
  const [last] = await telegram.callApi('getUpdates', { offset: -1 });
  await telegram.callApi('getUpdates', { offset: (last?.update_id ?? 0) + 1 });
  return people;
};

const enqueueAll = ({ orm, queue }: Resources, jobs: readonly Job[]): Promise<void> =>
  orm.em.fork().transactional(async (em) => {
    for (const job of jobs) await queue.enqueueIn(em.getKysely(), job);
  });

/** Tries until it holds, for as long as is reasonable. */
export const until = async (
  what: string,
  holds: () => boolean | Promise<boolean>,
  { withinMs = 60_000, lookEveryMs = 20 } = {},
): Promise<void> => {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`it never came to be that ${what}`);
    await pause(lookEveryMs);
  }
};

/** The value that so large a part does not exceed. */
export const percentile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
};
