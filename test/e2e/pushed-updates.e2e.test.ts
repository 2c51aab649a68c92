import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChat, type Chat } from '../support/chat.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startForeignServers, type ForeignServers } from '../support/foreign-servers.ts';
import { freePort } from '../support/free-port.ts';
import { temporaryDataDir } from '../support/playground.ts';
import { startProcess, type RunningProcess } from '../support/process.ts';
import { startRoundRobin, type RoundRobin } from '../support/round-robin.ts';
import { join } from '../support/walk.ts';

const main = new URL('../../packages/bot/src/main.ts', import.meta.url).pathname;

let foreign: ForeignServers;
let database: TestDatabase;
let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let balancer: RoundRobin;
let ports: readonly number[];
const started: RunningProcess[] = [];

beforeAll(async () => {
  foreign = await startForeignServers();
  database = await createTestDatabase();
  dataDir = await temporaryDataDir();
  ports = [await freePort(), await freePort()];
  balancer = await startRoundRobin(ports);
});

afterAll(async () => {
  await Promise.all(started.map(({ end }) => end('SIGKILL')));
  await balancer.stop();
  await foreign.stop();
  await database.drop();
  await dataDir.remove();
});

const start = async (port: number, own: Readonly<Record<string, string>> = {}) => {
  const env = {
    ...foreign.variables,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir.path,
    FAL_API_KEY: foreign.falKey,
    BOT_PORT: String(port),
    ROLE: 'bot',
    ...own,
  };
  const bot = startProcess({ args: [main], cwd: dataDir.path, env });
  started.push(bot);
  await bot.hear(/is running"/u);
  return bot;
};

const calls = (method: string): number =>
  foreign.telegram.calls().filter((call) => call.method === method).length;

/** Where the foreign Telegram pushes to, as it says itself. */
const webhookUrl = async (): Promise<string> => {
  const { TELEGRAM_API_ROOT: root, TELEGRAM_BOT_TOKEN: token } = foreign.variables;
  const response = await fetch(`${root}/bot${token}/getWebhookInfo`);
  return ((await response.json()) as { result: { url: string } }).result.url;
};

/** What somebody asks in one go, and what each answer says. */
const questions = [
  ['/balance', 'Balance'],
  ['/help', 'How it works'],
  ['/settings', 'Settings'],
  ['/privacy', 'What I keep'],
] as const;

/** Asks, and expects each answer once, in the order of the questions. */
const askAllAtOnce = async (chat: Chat): Promise<void> => {
  const before = (await chat.messages()).at(-1)?.id ?? 0;
  const answers = async () =>
    (await chat.messages()).filter(({ id, from }) => id > before && from === 'bot');
  for (const [command] of questions) await chat.say(command);
  await expect.poll(async () => (await answers()).length, { timeout: 60_000 }).toBe(4);
  for (const [at, answer] of (await answers()).entries()) {
    expect(answer.text).toContain(questions[at]?.[1]);
  }
};

describe('two bots that Telegram pushes to, behind a balancer', () => {
  const people: Chat[] = [];
  let bots: RunningProcess[] = [];

  it('answer everybody in order, whichever of them is reached', async () => {
    const own = { TELEGRAM_WEBHOOK_URL: `${balancer.origin}/telegram` };
    bots = await Promise.all(ports.map((port) => start(port, own)));
    for (let at = 0; at < 4; at += 1) people.push(await openChat(foreign.people));
    await Promise.all(people.map(join));
    await Promise.all(people.map(askAllAtOnce));
    expect(calls('getUpdates')).toBe(0);
    expect([1, 2]).toContain(calls('setWebhook'));
    const landedAt = new Set(balancer.answers.map(({ port }) => port));
    expect(landedAt).toEqual(new Set(ports));
    expect(balancer.answers.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it('hear nothing from whoever does not know the secret', async () => {
    const [anna] = people;
    const chat = { id: anna?.user, type: 'private' };
    const from = { id: anna?.user, is_bot: false, first_name: 'Ann' };
    const message = { message_id: 1, date: 1, chat, from, text: '/privacy' };
    const before = (await anna?.messages())?.length;
    for (const secret of ['', 'a-guess']) {
      const forged = await fetch(`${balancer.origin}/telegram`, {
        method: 'POST',
        headers: { 'x-telegram-bot-api-secret-token': secret },
        body: JSON.stringify({ update_id: 999_999, message }),
      });
      expect(forged.status).toBe(401);
    }
    if (anna) await askAllAtOnce(anna);
    expect((await anna?.messages())?.length).toBe((before ?? 0) + 2 * questions.length);
  });

  it('lose nothing where one of them ends, and leave the webhook to the other', async () => {
    const asking = people.map(askAllAtOnce);
    expect(await bots[0]?.end('SIGTERM')).toBe(0);
    await Promise.all(asking);
    expect(await webhookUrl()).toBe(`${balancer.origin}/telegram`);
  });

  it('are polled for again by one without the address, which finds what waited', async () => {
    expect(await bots[1]?.end('SIGTERM')).toBe(0);
    const asking = people.map(askAllAtOnce);
    await start(0);
    await Promise.all(asking);
    expect(await webhookUrl()).toBe('');
    expect(calls('getUpdates')).toBeGreaterThan(0);
  });
});
