import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserId } from '@aisha/core';
import { telegramAddress } from '@aisha/adapters/telegraf';
import { callbackData } from '../../packages/bot/src/callback-data.ts';
import { startBotSetting, type BotSetting, type Person } from './bot-setting.ts';
import { trainAnAvatar } from './creating.ts';

const secretName = 'Zarathustra';
const routes = [
  'avatar photos presets preset train stop stopped prompt style ratio count reshape go drop again',
  'gallery new avatars kind subject pictures menu language agree welcome balance help close',
].flatMap((line) => line.split(' '));
const words = ['fast', '1x1', '2', '-1', '99', '', 'film-noir', '__proto__', 'ru', '💥', '..', '0'];

/** The same in every run. */
const randomly = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
};

describe('buttons that were never shown', () => {
  let setting: BotSetting;
  let victim: Person;
  let mallory: Person;

  beforeAll(async () => {
    setting = await startBotSetting();
    victim = await setting.aPerson();
    await victim.join();
    await trainAnAvatar(setting, victim, secretName);
    await victim.press('Create a picture');
    await victim.send('a secret description of a picture');
    await victim.press('1:1');
    await victim.press('Make it');
    setting.ports.generator.succeed(setting.ports.generator.latest().requestId);
    await setting.ports.jobs.drainFor(60_000);
    mallory = await setting.aPerson('en', 'Mallory');
    await mallory.join();
  });
  afterAll(() => setting.stop());

  const userOf = (person: Person) => {
    const address = telegramAddress(person.id);
    return setting.ports.unitOfWork.run(({ users }) => users.findByAddress(address));
  };
  /** Everything that belongs to one person. */
  const rowsOf = (userId: UserId): unknown[] => {
    const { balances, transfers, ...tables } = setting.store();
    const rows = Object.values(tables).flatMap((table) => [
      ...(table as ReadonlyMap<unknown, unknown>).values(),
    ]);
    return [
      ...[...balances].filter(([account]) => account.includes(userId)),
      ...[...transfers.values()].filter((transfer) => transfer.userId === userId),
      ...rows.filter((row) => JSON.stringify(row).includes(userId)),
    ];
  };
  const press = (at: number, messageId: number, data: string) => ({
    update_id: 500_000 + at,
    callback_query: {
      id: `forged-${at}`,
      chat_instance: '1',
      from: { id: mallory.id, is_bot: false, first_name: 'Mallory' },
      message: {
        message_id: messageId,
        date: 1,
        chat: { id: mallory.id, type: 'private' },
        text: 'menu',
      },
      data,
    },
  });
  const forgeries = (): string[] => {
    const random = randomly(20_261_122);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
    const { avatars, trainings, generations, images, photos, users } = setting.store();
    const foreign = [avatars, trainings, generations, images, photos, users].flatMap((table) => [
      ...table.keys(),
    ]);
    const valid = routes.flatMap((route) =>
      foreign.slice(0, 4).map((id) => callbackData(route, id, pick(words.slice(0, 4)))),
    );
    const mutated = Array.from({ length: 1000 - valid.length }, () => {
      const letters = [...pick(valid)];
      const changes = 1 + Math.floor(random() * 3);
      for (let change = 0; change < changes; change += 1) {
        const cut = random() < 0.5 ? 1 : 0;
        const put = pick([':', '~', 'A', '9', ...words]);
        letters.splice(Math.floor(random() * letters.length), cut, put);
      }
      return letters.join('');
    });
    return [...valid, ...mutated].filter((data) => data !== '' && Buffer.byteLength(data) <= 64);
  };

  it('read and write nothing of anybody else, a thousand of them', async () => {
    const victimId = (await userOf(victim))!.id;
    const before = rowsOf(victimId);
    const seenBefore = await victim.messages();
    expect(before.length).toBeGreaterThan(15);
    const { id: messageId } = await mallory.last();
    const tried = forgeries();
    expect(tried.length).toBeGreaterThan(900);
    const told = new Set<string>();
    const lane = `chat:${mallory.id}`;
    const claim = { lane, attempts: 0, user: await userOf(mallory), conversation: undefined };
    for (const [at, data] of tried.entries()) {
      setting.ports.clock.advance(1000);
      const payload = press(at, messageId, data);
      await setting.bot.handle({ ...claim, id: payload.update_id, payload });
      if (at % 300 > 0 && at < tried.length - 1) continue;
      const calls = setting.telegram.sandbox.calls().map(({ parameters }) => parameters);
      const toMallory = calls.filter((parameters) => parameters['chat_id'] === mallory.id);
      for (const parameters of toMallory) told.add(JSON.stringify(parameters));
    }
    await setting.settle();
    expect(rowsOf(victimId)).toEqual(before);
    expect(await victim.messages()).toEqual(seenBefore);
    expect(told.size).toBeGreaterThan(5);
    const leaks = [...told].filter((text) => text.includes(secretName) || text.includes('secret'));
    expect(leaks).toEqual([]);
    expect(setting.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
