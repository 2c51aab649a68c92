import type { Job, User } from '@aisha/core';
import { telegramAddress } from '@aisha/adapters/telegraf';
import { callbackData } from '../../packages/bot/src/callback-data.ts';
import { readConversation } from '../../packages/bot/src/conversation.ts';
import { startBotSetting, type BotSetting, type Person } from './bot-setting.ts';
import { nameAnAvatar, trainAnAvatar } from './creating.ts';
import { belongingsOf } from './foreign.ts';

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

/** One who has something of every kind, some of it in the making. */
const equip = async (setting: BotSetting, person: Person, name: string): Promise<void> => {
  const { ports, aisha, settle } = setting;
  await person.join();
  await trainAnAvatar(setting, person, name);
  await nameAnAvatar(person, `${name} once more`);
  await person.sendAlbum(10, `more of ${name}`);
  await person.press('Continue');
  await person.press('Fast');
  await person.press('Start training');
  await nameAnAvatar(person, `${name} in draft`);
  await person.sendAlbum(2, `draft of ${name}`);
  await person.send('/cancel');
  await order(person, name);
  ports.generator.succeed(ports.generator.latest().requestId);
  await ports.jobs.drainFor(60_000);
  await settle();
  await person.press('Favourite');
  await order(person, name);
  await haveWordsWritten(setting, person, name);
  const user = await userOf(setting, person);
  await aisha.markFavouriteStyle('film-noir', user!.id, true);
  await aisha.requestAccountExport(user!.id);
  await settle();
  await person.send('/gallery');
  await person.press('☑️ Select');
};

const order = async (person: Person, name: string): Promise<void> => {
  await person.send('/start');
  await person.press('Create a picture');
  await person.send(`${secretPrompt} of ${name}`);
  await person.press('1:1');
  await person.press('Make it');
};

/** From a photo and of their own, and some that are refused. */
const haveWordsWritten = async (
  { settle }: BotSetting,
  person: Person,
  name: string,
): Promise<void> => {
  await person.send('/start');
  await person.press('Create a picture');
  await person.press('From a photo');
  await person.upload(`a secret photo of ${name}`);
  await settle();
  await person.send('a naked man on a bed');
  await person.send(`${secretPrompt} of ${name}`);
  await person.press('1:1');
  await person.press('Improve a little');
};

const userOf = ({ ports }: BotSetting, person: Person): Promise<User | undefined> =>
  ports.unitOfWork.run(({ users }) => users.findByAddress(telegramAddress(person.id)));

/** Two people who have the same: one of them sends what no button of theirs ever said. */
export const startForging = async () => {
  const setting = await startBotSetting();
  const victim = await setting.aPerson();
  await equip(setting, victim, secretName);
  const mallory = await setting.aPerson('en', 'Mallory');
  await equip(setting, mallory, 'Mallory');
  const [forger, owner] = [await userOf(setting, mallory), await userOf(setting, victim)];
  if (!forger || !owner) throw new Error('nobody joined');
  const own = belongingsOf(setting, forger, owner);
  const theirs = belongingsOf(setting, owner, forger);
  const handles = [...setting.store().images.values()]
    .filter(({ id }) => theirs.ids.includes(id))
    .flatMap(({ shownAs }) => shownAs ?? []);
  // Ids are none: the forger said them first.
  const secrets = [secretName, ...handles];
  const ears = startListening(setting, mallory);
  const { id: messageId } = await mallory.last();
  const inItsPlace = setting.conversationWith(mallory.id);
  const restore = setting.remember();
  let conversation: unknown = inItsPlace;
  let done = 0;
  let presses = 0;

  const act = async (payload: (at: number) => Payload): Promise<void> => {
    setting.ports.clock.advance(1000);
    const user = await userOf(setting, mallory);
    const update = { lane: `chat:${mallory.id}`, attempts: 0, user, conversation };
    const made = payload(done);
    done += 1;
    ({ conversation } = await setting.bot.handle({
      ...update,
      id: made.update_id,
      payload: made,
    }));
    // The sandbox remembers so many calls and no more.
    if (done % 50 === 0) ears.hear();
  };

  /** Where the forger is a stranger again all that follows would be a stranger's. */
  const isWornOut = async (): Promise<boolean> =>
    presses % 500 === 1 || (await userOf(setting, mallory)) === undefined;

  return {
    setting,
    kinds: theirs.kinds,
    /** The forger presses what says this, and where that is a question answers it with words and a photo. */
    press: async (data: string): Promise<void> => {
      await act((at) => pressOf(mallory.id, { at, messageId, data }));
      presses += 1;
      ears.expect(`forged-${done - 1}`);
      if (done % 10 > 0 || readConversation(conversation).step === 'idle') return;
      await act((at) => messageOf(mallory.id, at, { text: 'Whose is this?' }));
      await act((at) => messageOf(mallory.id, at, { photo: [photoOf(at)] }));
    },
    /** Every now and then: does what the forger has asked for, has it looked at, and gives both back what they had. */
    lookAndRenew: async (look: () => Promise<void>): Promise<void> => {
      if (!(await isWornOut())) return;
      const { ports, aisha } = setting;
      for (const { job } of ports.jobs.pending()) {
        if (!JSON.stringify(job).includes(forger.id)) continue;
        const run = aisha.jobs[job.name] as (data: Job['data']) => Promise<void>;
        await run(job.data).catch(() => undefined);
      }
      await look();
      restore();
      conversation = inItsPlace;
    },
    /** Presses that nobody answered. */
    unanswered: ears.unanswered,
    /** All that is the victim's, to be compared. */
    victims: async () => ({ rows: theirs.now(), seen: await victim.messages() }),
    /** What the forger was shown. */
    told: ears.told,
    /** Of what the forger was shown, what is the victim's. */
    leaks: () => ears.told().filter((text) => secrets.some((secret) => text.includes(secret))),
    /** Every route with ids that are there and somebody else's, alone and beside one's own. */
    wellFormed: (): string[] => {
      const mine = own.someIds.slice(0, 2);
      return Object.keys(setting.routes.presses).flatMap((route) => [
        ...theirs.someIds.flatMap((id, at) => [
          callbackData(route, id),
          callbackData(route, id, words[at % words.length] ?? ''),
          callbackData(route, mine[at % 2]!, id),
          callbackData(route, 'film-noir', id),
          callbackData(route, 'f', '0', id),
          callbackData(route, 'film-noir', '1', id),
        ]),
        ...mine.map((id) => callbackData(route, theirs.someIds[1]!, id)),
        ...words.map((word) => callbackData(route, word)),
      ]);
    },
  };
};

/** Hears what the bot says to somebody. */
const startListening = ({ telegram: { sandbox } }: BotSetting, { id }: Person) => {
  const told = new Set<string>();
  const answered = new Set<unknown>();
  const expected = new Set<string>();
  const hear = (): void => {
    for (const { parameters } of sandbox.calls()) {
      answered.add(parameters['callback_query_id']);
      const chatId: unknown = parameters['chat_id'];
      const isPopUp = expected.has(String(parameters['callback_query_id']));
      if (String(chatId) === String(id) || isPopUp) told.add(JSON.stringify(parameters));
    }
  };
  return {
    hear,
    expect: (pressId: string): void => void expected.add(pressId),
    told: (): readonly string[] => {
      hear();
      return [...told];
    },
    unanswered: (): number => {
      hear();
      return [...expected].filter((pressId) => !answered.has(pressId)).length;
    },
  };
};

export type Forging = Awaited<ReturnType<typeof startForging>>;

/** What Telegram lets through. */
export const isSendable = (data: string): boolean =>
  data !== '' && Buffer.byteLength(data) <= 64 && data.isWellFormed();

type Payload = { readonly update_id: number };

const firstUpdate = 500_000;
const personOf = (id: number) => ({ id, is_bot: false, first_name: 'Mallory' });

const pressOf = (
  from: number,
  { at, messageId, data }: { at: number; messageId: number; data: string },
) => ({
  update_id: firstUpdate + at,
  callback_query: {
    id: `forged-${at}`,
    chat_instance: '1',
    from: personOf(from),
    message: {
      message_id: messageId,
      date: 1,
      chat: { id: from, type: 'private' },
      text: 'menu',
    },
    data,
  },
});

const messageOf = (from: number, at: number, content: object) => ({
  update_id: firstUpdate + at,
  message: {
    message_id: firstUpdate + at,
    date: 1,
    chat: { id: from, type: 'private' },
    from: personOf(from),
    ...content,
  },
});

const photoOf = (at: number) => ({
  file_id: `photo-${at}`,
  file_unique_id: `unique-${at}`,
  width: 1000,
  height: 1000,
});
