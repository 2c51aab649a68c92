import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOrm, mikroOrmUnitOfWork } from '@aisha/adapters/mikro-orm';
import { telegramAddress } from '@aisha/adapters/telegraf';
import { aUser } from '@aisha/core/testing';
import { mostInASecond, saidIn } from '../faults/telegram/call-log.ts';
import { openChat, type Chat } from '../support/chat.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startForeignServers, type ForeignServers } from '../support/foreign-servers.ts';
import { temporaryDataDir } from '../support/playground.ts';
import { startProcess, type RunningProcess } from '../support/process.ts';

const file = (path: string): string => new URL(`../../${path}`, import.meta.url).pathname;

const people = 36;
const perSecond = 20;
const words = 'There are new styles, {firstName}';

let foreign: ForeignServers;
let database: TestDatabase;
let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let chats: readonly Chat[];
let worker: RunningProcess | undefined;

beforeAll(async () => {
  foreign = await startForeignServers();
  database = await createTestDatabase();
  dataDir = await temporaryDataDir();
  chats = await Promise.all(Array.from({ length: people }, () => openChat(foreign.people)));
  const orm = await createOrm({ url: database.url });
  const unitOfWork = mikroOrmUnitOfWork({ orm, enqueue: async () => undefined });
  for (const chat of chats) {
    // Telegram lets nobody be told who never wrote to the bot.
    await chat.say('/start');
    const user = aUser({ address: telegramAddress(chat.user), firstName: 'Ann' });
    await unitOfWork.run(({ users }) => users.add(user));
  }
  await orm.close();
});

afterAll(async () => {
  await worker?.end('SIGKILL');
  await foreign.stop();
  await database.drop();
  await dataDir.remove();
});

const environment = () => ({
  ...foreign.variables,
  DATA_DIR: dataDir.path,
  DATABASE_URL: database.url,
  FAL_API_KEY: foreign.falKey,
  BOT_PORT: '0',
  ROLE: 'worker',
  // Slow enough that there is a middle.
  TELEGRAM_MESSAGES_PER_SECOND: String(perSecond),
});

const inTheData = () => ({ cwd: dataDir.path, env: environment() });

const startWorker = async (): Promise<void> => {
  worker = startProcess({ args: [file('packages/bot/src/main.ts')], ...inTheData() });
  await worker.hear(/is running"/u);
};

/** A command as an operator types it; answers what it printed. */
const aisha = async (...args: string[]): Promise<string> => {
  const command = startProcess({
    args: [file('packages/cli/src/main.ts'), ...args],
    ...inTheData(),
  });
  expect(await command.ended, command.said()).toBe(0);
  return command.said();
};

/** How often each person reads it. */
const readBy = (): Promise<number[]> =>
  Promise.all(
    chats.map(async (chat) => {
      const messages = await chat.messages();
      return messages.filter(({ text }) => text === 'There are new styles, Ann').length;
    }),
  );

const told = async (): Promise<number> => (await readBy()).filter((times) => times > 0).length;

const untilTold = async (count: number): Promise<void> => {
  await expect.poll(told, { timeout: 60_000, interval: 20 }).toBeGreaterThanOrEqual(count);
};

it(
  'a broadcast whose worker is killed over and over goes on, and repeats itself once a kill at most',
  { timeout: 180_000 },
  async () => {
    const text = join(dataDir.path, 'words.txt');
    await writeFile(text, words);
    await startWorker();
    const begun = await aisha('broadcast', 'send', '--text', `en=${text}`, '--yes', '--json');
    const { id, people: meant } = JSON.parse(begun) as { id: string; people: number };
    expect(meant).toBe(people);

    // Whenever it happens to be.
    await untilTold(5);
    await worker?.end('SIGKILL');
    const afterFirst = await told();
    expect(afterFirst).toBeLessThan(people);

    // While somebody is being told: Telegram has the message, and nobody hears that it has.
    await startWorker();
    await untilTold(afterFirst + 5);
    foreign.telegram.faults.set({ slow: { times: 1, delayMs: 500, methods: ['sendMessage'] } });
    const isTelling = (): boolean => foreign.telegram.faults.state().slow?.times === 0;
    await expect.poll(isTelling, { timeout: 30_000, interval: 5 }).toBe(true);
    await worker?.end('SIGKILL');
    expect(await told()).toBeLessThan(people);

    const lastWorkerFrom = Date.now();
    await startWorker();
    const show = async () =>
      JSON.parse(await aisha('broadcast', 'show', id, '--json')) as Record<string, unknown>;
    await untilTold(people);
    await expect
      .poll(async () => (await show())['status'], { timeout: 60_000, interval: 500 })
      .toBe('done');
    expect(await show()).toMatchObject({ people, skipped: 0, failed: 0, told: people });
    const repeated = (await readBy()).filter((times) => times !== 1);
    expect(repeated.length).toBeGreaterThanOrEqual(1);
    expect(repeated).toEqual(repeated.length === 1 ? [2] : [2, 2]);
    const said = saidIn({ sandbox: foreign.telegram }, lastWorkerFrom);
    expect(said.length).toBeGreaterThan(0);
    expect(mostInASecond(said)).toBeLessThanOrEqual(perSecond);
  },
);
