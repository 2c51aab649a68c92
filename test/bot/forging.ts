import type { UserId } from '@aisha/core';
import { telegramAddress } from '@aisha/adapters/telegraf';
import { callbackData } from '../../packages/bot/src/callback-data.ts';
import { startBotSetting, type BotSetting, type Person } from './bot-setting.ts';
import { trainAnAvatar } from './creating.ts';

const secretName = 'Zarathustra';
const secretPrompt = 'a secret description of a picture';

/** What stands where an id, a number or a name is expected. */
export const words = [
  'fast',
  '1x1',
  '2',
  '-1',
  '99',
  '',
  'film-noir',
  '__proto__',
  'ru',
  '💥',
  '..',
  '0',
] as const;

/** Two people: one who has everything, and one who sends what no button of theirs ever said. */
export const startForging = async () => {
  const setting = await startBotSetting();
  const victim = await setting.aPerson();
  await victim.join();
  await trainAnAvatar(setting, victim, secretName);
  await victim.press('Create a picture');
  await victim.send(secretPrompt);
  await victim.press('1:1');
  await victim.press('Make it');
  setting.ports.generator.succeed(setting.ports.generator.latest().requestId);
  await setting.ports.jobs.drainFor(60_000);
  const mallory = await setting.aPerson('en', 'Mallory');
  await mallory.join();
  // Who has something of their own comes further with what is another's.
  await trainAnAvatar(setting, mallory, 'Mallory');

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
  const victimId = (await userOf(victim))?.id as UserId;
  const claim = { lane: `chat:${mallory.id}`, attempts: 0 };
  let conversation: unknown;
  const { id: messageId } = await mallory.last();
  const told = new Set<string>();
  const answered = new Set<unknown>();
  const handles = [...setting.store().images.values()]
    .filter((image) => JSON.stringify(image).includes(victimId))
    .flatMap(({ shownAs }) => shownAs ?? []);
  const secrets = [secretName, 'secret', ...handles];
  let pressed = 0;

  const hear = (): void => {
    const calls = setting.telegram.sandbox.calls().map(({ parameters }) => parameters);
    for (const parameters of calls) {
      answered.add(parameters['callback_query_id']);
      if (parameters['chat_id'] === mallory.id) told.add(JSON.stringify(parameters));
    }
  };

  return {
    setting,
    victim,
    /** The forger presses what says this. */
    press: async (data: string): Promise<void> => {
      pressed += 1;
      setting.ports.clock.advance(1000);
      const payload = pressOf(mallory.id, { at: pressed, messageId, data });
      const user = await userOf(mallory);
      const update = { ...claim, user, conversation, id: payload.update_id, payload };
      ({ conversation } = await setting.bot.handle(update));
      // The sandbox remembers so many calls and no more.
      if (pressed % 50 === 0) hear();
    },
    /** Presses that nobody answered. */
    unanswered: (): number => {
      hear();
      return Array.from({ length: pressed }, (_, at) => `forged-${at + 1}`).filter(
        (id) => !answered.has(id),
      ).length;
    },
    /** All that is the victim's, to be compared. */
    victims: async () => ({ rows: rowsOf(victimId), seen: await victim.messages() }),
    /** What the forger was shown. */
    told: (): readonly string[] => {
      hear();
      return [...told];
    },
    /** Of what the forger was shown, what is the victim's. */
    leaks: (): readonly string[] => {
      hear();
      return [...told].filter((text) => secrets.some((secret) => text.includes(secret)));
    },
    /** Every route with ids that are there and somebody else's, alone and beside one's own. */
    wellFormed: (): string[] => {
      const { foreign, own } = idsOf(setting, victimId);
      return Object.keys(setting.routes.presses).flatMap((route) => [
        ...foreign.map((id, at) => callbackData(route, id, words[at % words.length] ?? '')),
        ...foreign.map((id) => callbackData(route, id)),
        ...own.flatMap((mine) => foreign.map((id) => callbackData(route, mine, id))),
        ...foreign.flatMap((id) => own.map((mine) => callbackData(route, id, mine))),
        ...words.map((word) => callbackData(route, word)),
      ]);
    },
  };
};

/** Of every kind of thing one that is the victim's, and one that is not, where there are any. */
const idsOf = (setting: BotSetting, victimId: UserId) => {
  const { avatars, trainings, generations, images, photos, users } = setting.store();
  const tables = [avatars, trainings, generations, images, photos, users].map((table) => [
    ...(table as ReadonlyMap<string, object>),
  ]);
  const isForeign = ([id, row]: [string, object]): boolean =>
    id === victimId || JSON.stringify(row).includes(victimId);
  const firstOf = (rows: [string, object][]): string[] => rows.slice(0, 1).map(([id]) => id);
  return {
    foreign: tables.flatMap((rows) => firstOf(rows.filter(isForeign))),
    own: tables.slice(0, 2).flatMap((rows) => firstOf(rows.filter((row) => !isForeign(row)))),
  };
};

export type Forging = Awaited<ReturnType<typeof startForging>>;

/** What Telegram lets through. */
export const isSendable = (data: string): boolean =>
  data !== '' && Buffer.byteLength(data) <= 64 && data.isWellFormed();

const pressOf = (
  from: number,
  { at, messageId, data }: { at: number; messageId: number; data: string },
) => ({
  update_id: 500_000 + at,
  callback_query: {
    id: `forged-${at}`,
    chat_instance: '1',
    from: { id: from, is_bot: false, first_name: 'Mallory' },
    message: {
      message_id: messageId,
      date: 1,
      chat: { id: from, type: 'private' },
      text: 'menu',
    },
    data,
  },
});
