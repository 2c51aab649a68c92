import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClaimedUpdate } from '@aisha/core';
import { startInboxRunner, type InboxRunner } from '../../packages/bot/src/updates/inbox-runner.ts';
import { landUpdates } from '../../packages/bot/src/updates/land.ts';
import { poll } from '../../packages/bot/src/updates/poller.ts';
import { brokenInvariantsAt } from './invariants.ts';
import { size } from './size.ts';
import {
  openBotWorld,
  percentile,
  until,
  type BotWorld,
  type Person,
} from './telegram/bot-world.ts';
import { saidIn } from './telegram/call-log.ts';

/** What is looked at is who handles what, not Telegram's leave to speak. */
const settings = {
  TELEGRAM_MESSAGES_PER_SECOND: '100000',
  TELEGRAM_CHAT_MESSAGES_PER_SECOND: '100000',
};

let world: BotWorld | undefined;
let stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
  await world?.close();
  [stops, world] = [[], undefined];
});

const open = async (replicas: number): Promise<BotWorld> => {
  world = await openBotWorld({ replicas, settings });
  return world;
};

let nextId = 1;

const message = ({ chatId }: Person, text: string) => ({
  update_id: (nextId += 1),
  message: {
    message_id: nextId,
    date: 1,
    chat: { id: chatId, type: 'private', first_name: 'Ann' },
    from: { id: chatId, is_bot: false, first_name: 'Ann', language_code: 'en' },
    text,
  },
});

/** What each update met: where, when it began and when it had ended. */
type Handled = {
  readonly id: number;
  readonly lane: string;
  readonly replica: number;
  readonly beganAt: number;
  endedAt: number;
};

/** Every replica at work, each with its own connections; every handling is written down. */
const workAll = ({ replicas }: BotWorld, takesMs: (update: ClaimedUpdate) => number = () => 0) => {
  const handled: Handled[] = [];
  const runners: InboxRunner[] = replicas.map(({ parts }, replica) =>
    startInboxRunner({
      inbox: parts.inbox,
      logger: parts.logger,
      owner: `replica ${replica}`,
      handle: async (update) => {
        const { id, lane } = update;
        const entry = { id, lane, replica, beganAt: performance.now(), endedAt: Infinity };
        handled.push(entry);
        const outcome = await parts.bot.handle(update);
        await pause(takesMs(update));
        entry.endedAt = performance.now();
        return outcome;
      },
    }),
  );
  stops.push(...runners.map((runner) => () => runner.stop()));
  return {
    handled,
    /** Lands at one replica, as the poller or a webhook would, and wakes it. */
    land: async (at: number, ...updates: readonly object[]): Promise<number> => {
      const landed = await landUpdates(replicas[at]!.parts, updates);
      if (landed > 0) runners[at]!.wake();
      return landed;
    },
    ended: (id: number) => handled.some((one) => one.id === id && one.endedAt < Infinity),
  };
};

const unfinished = async ({ database }: BotWorld): Promise<number> => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ count: string }>(
    'select count(*) from channel_updates where finished_at is null',
  );
  await client.end();
  return Number(rows[0]?.count);
};

const report = (line: string): void => {
  process.stdout.write(`  ${line}\n`);
};

describe('updates on four replicas', () => {
  it('that are delivered a hundred times to all of them have one effect', async () => {
    const bot = await open(4);
    const people = await bot.people(size(5, 40));
    const { handled, land } = workAll(bot);
    const updates = people.map((person) => message(person, '/help'));
    /** Each replica gets a quarter of the hundred deliveries, all of them side by side. */
    const deliver = async (replica: number): Promise<number> => {
      let landed = 0;
      for (let time = 0; time < 25; time += 1) {
        for (const update of updates) landed += await land(replica, update);
      }
      return landed;
    };
    const landed = await Promise.all([0, 1, 2, 3].map(deliver));
    expect(landed.reduce((sum, one) => sum + one, 0)).toBe(updates.length);
    await until('all are handled', async () => (await unfinished(bot)) === 0);
    // Late ones, after the update was handled.
    for (let time = 0; time < 4; time += 1) expect(await land(time, ...updates)).toBe(0);

    const ids = handled.map(({ id }) => id).toSorted((one, other) => one - other);
    expect(ids).toEqual(updates.map(({ update_id: id }) => id));
    const said = saidIn(bot.telegram).map(({ chatId }) => chatId);
    expect(said).toHaveLength(people.length);
    expect(new Set(said)).toEqual(new Set(people.map(({ chatId }) => chatId)));
    expect(await brokenInvariantsAt(bot.database.url)).toEqual([]);
    report(`${updates.length} updates × 100 deliveries to 4 replicas: ${handled.length} effects`);
  });

  it('of one busy chat are handled in order, never two at a time, and hold up nobody else', async () => {
    const count = size(50, 500);
    const bot = await open(4);
    const [busy, ...others] = await bot.people(13);
    const { handled, land, ended } = workAll(bot, ({ lane }) =>
      lane === `chat:${busy!.chatId}` ? 20 : 0,
    );
    let at = 0;
    /** One message of somebody else, until it is answered. */
    const visit = async (): Promise<number> => {
      at += 1;
      const update = message(others[at % others.length]!, '/help');
      const landedAt = performance.now();
      await land(at % 4, update);
      await until('it is handled', () => ended(update.update_id));
      return handled.find(({ id }) => id === update.update_id)!.endedAt - landedAt;
    };
    const visits = async (times: number): Promise<number[]> => {
      const waits: number[] = [];
      for (let done = 0; done < times; done += 1) waits.push(await visit());
      return waits;
    };
    await visits(10);
    const idleWaits = await visits(size(60, 300));
    const crowd = Array.from({ length: count }, (_, index) => message(busy!, `text ${index}`));
    for (let from = 0; from < count; from += 5)
      await land(from % 4, ...crowd.slice(from, from + 5));
    const busyWaits = await visits(size(60, 300));
    await until('the busy chat is done', async () => (await unfinished(bot)) === 0, {
      withinMs: 120_000,
    });

    const lane = `chat:${busy!.chatId}`;
    const inOrder = handled
      .filter((one) => one.lane === lane)
      .toSorted((one, other) => one.beganAt - other.beganAt);
    expect(inOrder.map(({ id }) => id)).toEqual(crowd.map(({ update_id: id }) => id));
    const overlaps = inOrder.filter(
      (one, index) => one.beganAt < (inOrder[index - 1]?.endedAt ?? 0),
    );
    expect(overlaps).toEqual([]);
    const [idleP99, busyP99] = [percentile(idleWaits, 0.99), percentile(busyWaits, 0.99)];
    // Loosely: the machine has other things to do, and what is compared are single milliseconds.
    expect(busyP99).toBeLessThan(Math.max(idleP99 * 5, 1_000));
    const replicas = new Set(inOrder.map(({ replica }) => replica)).size;
    report(
      `${count} updates of one chat on ${replicas} of 4 replicas: in order, 0 overlaps; others p50 ` +
        `${percentile(busyWaits, 0.5).toFixed(0)} ms, p99 ${busyP99.toFixed(0)} ms, idle p50 ` +
        `${percentile(idleWaits, 0.5).toFixed(0)} ms, p99 ${idleP99.toFixed(0)} ms (× ${(busyP99 / idleP99).toFixed(1)})`,
    );
  });
});

describe('two pollers', () => {
  it('are one at any time; where its connection dies the other follows, and nothing is lost', async () => {
    const bot = await open(2);
    const people = await bot.people(3);
    const { handled } = workAll(bot);
    const polling: number[] = [];
    let most = 0;
    for (const [index, { parts }] of bot.replicas.entries()) {
      const { telegram, inbox, logger, leadership } = parts;
      const campaign = leadership.campaign('telegram-polling', async (signal) => {
        polling.push(index);
        most = Math.max(most, polling.length);
        await poll({ telegram, inbox, logger, landed: () => undefined }, signal);
        polling.splice(polling.indexOf(index), 1);
      });
      stops.push(() => campaign.stop());
    }
    await until('one polls', () => polling.length === 1);

    let sent = 0;
    const gaps: number[] = [];
    const write = async (): Promise<void> => {
      const { chatId } = people[sent % people.length]!;
      await bot.telegram.page.post('messages', { user: chatId, text: '/help' });
      sent += 1;
    };
    for (let round = 0; round < size(3, 12); round += 1) {
      const [leader] = polling;
      for (let some = 0; some < 5; some += 1) await write();
      const killedAt = performance.now();
      await killLeader(bot);
      const writing = Promise.all(Array.from({ length: 5 }, write));
      await until('another polls', () => polling.length === 1 && polling[0] !== leader);
      gaps.push(performance.now() - killedAt);
      await writing;
    }
    await until(
      'all are handled',
      () => handled.filter(({ endedAt }) => endedAt < Infinity).length === sent,
    );

    expect(most).toBe(1);
    expect(new Set(handled.map(({ id }) => id)).size).toBe(sent);
    expect(handled).toHaveLength(sent);
    expect(saidIn(bot.telegram).filter(({ ok }) => ok)).toHaveLength(sent);
    const conflicts = bot.telegram.sandbox.calls().filter(({ errorCode }) => errorCode === 409);
    expect(conflicts).toEqual([]);
    expect(Math.max(...gaps)).toBeLessThan(10_000);
    report(
      `${gaps.length} leaders killed: another polled after ${gaps.map((gap) => gap.toFixed(0)).join(', ')} ms; ${sent} of ${sent} updates handled once`,
    );
  });
});

/** Ends the connection that holds the leader's lock, as a network or a restart of the server would. */
const killLeader = async ({ database }: BotWorld): Promise<void> => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and granted and pid <> pg_backend_pid()
       and database = (select oid from pg_database where datname = current_database())
       and pid in (select pid from pg_stat_activity where query = 'select 1' or query like '%idle_session_timeout%')`,
  );
  await client.end();
  expect(rows).toHaveLength(1);
};
