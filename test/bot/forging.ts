import type { UserId } from '@aisha/core';
import { telegramAddress } from '@aisha/adapters/telegraf';
import { callbackData } from '../../packages/bot/src/callback-data.ts';
import { startBotSetting, type Person } from './bot-setting.ts';
import { trainAnAvatar } from './creating.ts';

const secretName = 'Zarathustra';
const secretPrompt = 'a secret description of a picture';

const routes = [
  'avatar photos presets preset train stop stopped prompt style ratio count reshape go drop again',
  'gallery new avatars kind subject pictures menu language agree welcome balance help close',
].flatMap((line) => line.split(' '));

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
  const claim = {
    lane: `chat:${mallory.id}`,
    attempts: 0,
    user: await userOf(mallory),
    conversation: undefined,
  };
  const { id: messageId } = await mallory.last();
  const told = new Set<string>();
  let pressed = 0;

  const hear = (): void => {
    const calls = setting.telegram.sandbox.calls().map(({ parameters }) => parameters);
    for (const parameters of calls) {
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
      await setting.bot.handle({ ...claim, id: payload.update_id, payload });
      // The sandbox remembers so many calls and no more.
      if (pressed % 100 === 0) hear();
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
      return [...told].filter((text) => text.includes(secretName) || text.includes('secret'));
    },
    /** Every route with ids that are there and somebody else's. */
    wellFormed: (): string[] => {
      const { avatars, trainings, generations, images, photos, users } = setting.store();
      const foreign = [avatars, trainings, generations, images, photos, users].flatMap((table) => [
        ...table.keys(),
      ]);
      return routes.flatMap((route) =>
        foreign.slice(0, 4).map((id, at) => callbackData(route, id, words[at] ?? '')),
      );
    },
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
