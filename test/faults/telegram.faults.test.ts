import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import type { Resources } from '@aisha/adapters/composition';
import { startBot, type Running } from '@aisha/bot';
import { firstAttempt, type Job, type Notification, type UserId } from '@aisha/core';
import { freshId } from '@aisha/core/testing';
import { brokenInvariantsAt } from './invariants.ts';
import { size } from './size.ts';
import {
  openBotWorld,
  percentile,
  until,
  type BotWorld,
  type Person,
} from './telegram/bot-world.ts';
import { mostInASecond, saidIn } from './telegram/call-log.ts';

let world: BotWorld | undefined;
let running: Running | undefined;

afterEach(async () => {
  await running?.stop();
  await world?.close();
  [running, world] = [undefined, undefined];
});

const perSecond = size(30, 300);
const perChatSecond = size(1, 20);
const limits = { perSecond, perChatSecond, chatBurst: 12 * perChatSecond };
const settings = {
  TELEGRAM_MESSAGES_PER_SECOND: String(perSecond),
  TELEGRAM_CHAT_MESSAGES_PER_SECOND: String(perChatSecond),
};

const open = async (): Promise<BotWorld> => {
  world = await openBotWorld({ settings });
  world.telegram.sandbox.faults.set({ limits });
  return world;
};
const run = async ({ parts }: BotWorld): Promise<void> => {
  running = await startBot(parts, { port: 0, role: 'all' });
};

const toldTo = (userId: UserId, notification: Notification): Job => ({
  name: 'notification.send',
  data: { userId, notification },
});

/** News that can be told from any other by its number. */
const news = ({ user }: Person, number: number): Job =>
  toldTo(user.id, {
    type: 'generation.ended',
    generationId: freshId(),
    reason: 'failed',
    refunded: number,
  });

const numberIn = (text: string): number => {
  const number = /([\d,]+) credits? (?:is|are) back/u.exec(text)?.[1];
  return Number(number?.replaceAll(',', ''));
};

const progress = ({ user }: Person, trainingId: never, percent: number): Job =>
  toldTo(user.id, {
    type: 'training.progressed',
    trainingId,
    avatarId: freshId(),
    avatarName: 'Ann',
    progress: { stage: 'running', percent },
    attempt: firstAttempt,
    minutes: { from: 3, to: 6 },
    elapsedMs: 60_000,
  });

/** Asks the bot something, and answers how long it took. */
const tap = async ({ telegram }: BotWorld, { chatId }: Person): Promise<number> => {
  const askedAt = Date.now();
  const answers = () =>
    saidIn(telegram, askedAt).filter(
      (one) => one.ok && one.chatId === chatId && /How it works/u.test(one.text),
    );
  await telegram.page.post('messages', { user: chatId, text: '/help' });
  await until('a tap is answered', () => answers().length > 0);
  return (answers()[0]?.at ?? Infinity) - askedAt;
};

/** Until there is no news left to tell. */
const allTold = ({ resources }: BotWorld): Promise<void> =>
  until('nothing is left to tell', () => isIdle(resources), {
    withinMs: size(120_000, 600_000),
    lookEveryMs: 200,
  });

const isIdle = async ({ queue }: Resources): Promise<boolean> =>
  (await queue.depths()).every(
    ({ name, waiting, running: busy }) => name.startsWith('task.') || waiting + busy === 0,
  );

/** Who is marked as not to be spoken to. */
const unreachable = async ({ database }: BotWorld): Promise<string[]> => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ id: string }>(
    'select id from users where unreachable_since is not null',
  );
  await client.end();
  return rows.map(({ id }) => id);
};

const report = (line: string): void => {
  process.stdout.write(`  ${line}\n`);
};

describe('news for many, while Telegram keeps its limits', () => {
  it(
    'all arrives, once, at the allowed pace, and answers do not wait for it',
    { timeout: 900_000 },
    async () => {
      const each = size(3, 12);
      const count = size(300, 10_000);
      const bot = await open();
      const { telegram } = bot;
      const chats = await bot.people(Math.ceil(count / each));
      const [hot, ...others] = await bot.people(21);
      await run(bot);

      const startedAt = Date.now();
      const trainingId = freshId<never>();
      const all = Array.from({ length: count }, (_, at) => news(chats[at % chats.length]!, at + 1));
      const shown = Array.from({ length: 50 }, (_, at) => progress(hot!, trainingId, at + 1));
      await bot.enqueue([...all.slice(0, count / 2), ...shown, ...all.slice(count / 2)]);

      const waits: number[] = [];
      const hotWaits: number[] = [];
      for (let at = 0; at < size(40, 120); at += 1) {
        waits.push(await tap(bot, others[at % others.length]!));
        if (at % 10 === 0) hotWaits.push(await tap(bot, hot!));
      }
      await allTold(bot);
      const tookMs = Date.now() - startedAt;

      const said = saidIn(telegram);
      expect(said.filter(({ errorCode }) => errorCode === 429)).toEqual([]);
      expect(mostInASecond(said)).toBeLessThanOrEqual(perSecond);
      const numbers = said
        .filter(({ ok }) => ok)
        .map(({ text }) => numberIn(text))
        .filter(Boolean);
      expect(numbers.toSorted((one, other) => one - other)).toEqual(all.map((_, at) => at + 1));
      const inHotChat = said.filter(
        ({ chatId, text }) => chatId === hot!.chatId && /%/u.test(text),
      );
      expect(inHotChat.at(-1)?.text).toContain('50%');
      expect(await bot.resources.queue.parked({ limit: 10 })).toEqual([]);
      const p99 = percentile(waits, 0.99);
      expect(p99).toBeLessThan(3_000);
      expect(await brokenInvariantsAt(bot.database.url)).toEqual([]);
      report(
        `${count} news to ${chats.length} chats in ${tookMs} ms, at most ${mostInASecond(said)} of ${perSecond} a second, 0 × 429; ` +
          `50 steps of progress took ${inHotChat.length} messages; answers p50 ${percentile(waits, 0.5)} ms, p99 ${p99} ms, ` +
          `in the busy chat ${Math.max(...hotWaits)} ms at most`,
      );
    },
  );

  it('waits exactly as long as Telegram asks, and only in the chat that it asks for', async () => {
    const bot = await open();
    const { telegram } = bot;
    const people = await bot.people(12);
    const [short, long] = people;
    await run(bot);
    const { faults } = telegram.sandbox;
    const refusals = () => saidIn(telegram).filter(({ errorCode }) => errorCode === 429);

    let number = 0;
    const tellAll = () => bot.enqueue(people.map((person) => news(person, (number += 1))));
    faults.set({ tooManyRequests: { times: 1, retryAfter: 2, chats: [short!.chatId] } });
    await tellAll();
    await until('one is refused', () => refusals().length === 1);
    // Longer than anybody waits for it: this one goes back to the queue of jobs.
    faults.set({ tooManyRequests: { times: 1, retryAfter: 7, chats: [long!.chatId] } });
    await tellAll();
    await until('another is refused', () => refusals().length === 2);
    await tellAll();
    await allTold(bot);

    const said = saidIn(telegram);
    expect(refusals()).toHaveLength(2);
    for (const [person, waitMs] of [
      [short!, 2_000],
      [long!, 7_000],
    ] as const) {
      const inChat = said.filter(({ chatId }) => chatId === person.chatId);
      const refused = inChat.findIndex(({ ok }) => !ok);
      const silenceMs = inChat[refused + 1]!.at - inChat[refused]!.at;
      expect(silenceMs).toBeGreaterThanOrEqual(waitMs);
      expect(silenceMs).toBeLessThan(waitMs + 3_000);
      const { at } = inChat[refused]!;
      expect(
        said.filter((one) => one.chatId !== person.chatId && one.at > at && one.at < at + waitMs),
      ).not.toEqual([]);
      report(`asked to wait ${waitMs} ms in one chat: ${silenceMs} ms of silence there`);
    }
    const numbers = said
      .filter(({ ok }) => ok)
      .map(({ text }) => numberIn(text))
      .filter(Boolean);
    expect(numbers).toHaveLength(36);
    expect(new Set(numbers).size).toBe(36);
  });

  it('asks at most once who blocks us, marks them, and never again; trouble at Telegram loses nothing', async () => {
    const bot = await open();
    const { telegram } = bot;
    const [gone, ...people] = await bot.people(size(21, 201));
    telegram.sandbox.faults.set({
      block: [gone!.chatId],
      serverError: { times: size(5, 100), status: 502, methods: ['sendMessage'] },
    });
    let number = 0;
    const toGone = () => Array.from({ length: size(8, 100) }, () => news(gone!, 999_999));
    const toOthers = people.map((person) => news(person, (number += 1)));
    await bot.enqueue([...toOthers, ...toGone()]);
    await run(bot);
    await allTold(bot);
    await bot.enqueue(toGone());
    await allTold(bot);

    const said = saidIn(telegram);
    const toldGone = said.filter(
      ({ chatId, errorCode }) => chatId === gone!.chatId && errorCode !== 502,
    );
    // None where Telegram's own word of the block is heard first.
    expect(toldGone.filter(({ errorCode }) => errorCode !== 403)).toEqual([]);
    expect(toldGone.length).toBeLessThanOrEqual(1);
    expect(await unreachable(bot)).toEqual([gone!.user.id]);
    const numbers = said
      .filter(({ ok }) => ok)
      .map(({ text }) => numberIn(text))
      .filter(Boolean);
    expect(numbers.toSorted((one, other) => one - other)).toEqual(people.map((_, at) => at + 1));
    expect(await bot.resources.queue.parked({ limit: 10 })).toEqual([]);
    expect(await brokenInvariantsAt(bot.database.url)).toEqual([]);
  });
});
