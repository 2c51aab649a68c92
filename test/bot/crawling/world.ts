import type { Locale, User } from '@aisha/core';
import { telegramAddress } from '@aisha/adapters/telegraf';
import { startBotSetting, type BotSetting, type Person } from '../bot-setting.ts';
import type { PageMessage } from '../telegram.ts';
import { deliveredIn } from './findings.ts';
import { screenOf, type Screen } from './screen.ts';
import type { Standing } from './standings.ts';

/** What one act of a person brought about. */
export type Seen = {
  /** Messages that are new or say something else, the oldest first. */
  readonly changed: readonly PageMessage[];
  /** The bot's newest messages. */
  readonly last: readonly PageMessage[];
  /** Words that popped up. */
  readonly noted: string;
  readonly calls: ReturnType<BotSetting['telegram']['sandbox']['calls']>;
  /** Pictures that went up although they had been shown before. */
  readonly uploadedAgain: readonly string[];
  /** Whether the bot waits for words or photos. */
  readonly isAsked: boolean;
  /** What the person reads from then on, where anybody knows. */
  readonly locale: Locale | undefined;
};

/** One person in a world of their own, whose every act is looked at. */
export type CrawlWorld = {
  readonly setting: BotSetting;
  say(text: string): Promise<Seen>;
  send(looks: string): Promise<Seen>;
  press(messageId: number, data: string): Promise<Seen>;
  /** What has buttons now, the newest first. */
  screens(): readonly Screen[];
  /** How many messages there are. */
  length(): number;
  /** Has the person read this language. */
  speak(locale: Locale): Promise<void>;
  stop(): Promise<void>;
};

/** A standing is reached in English; from there on the person reads another language. */
export const openCrawlWorld = async (
  standing: Standing | undefined,
  locale: Locale,
): Promise<CrawlWorld> => {
  const setting = await startBotSetting();
  const person = await setting.aPerson(locale, 'Anna');
  const findUser = (): Promise<User | undefined> =>
    setting.ports.unitOfWork.run(({ users }) => users.findByAddress(telegramAddress(person.id)));
  const speak = async (spoken: Locale): Promise<void> => {
    const user = await findUser();
    if (user && user.locale !== spoken) await setting.aisha.changeLocale(user, spoken);
  };
  await standing?.(setting, person);
  await speak(locale);
  const newCalls = callsOf(setting);
  const newRepeats = repeatsOf(setting);
  newRepeats(newCalls());
  let now = await person.answers();
  const look = async (act: () => Promise<unknown>): Promise<Seen> => {
    const before = new Map(now.map((each) => [each.id, face(each)]));
    const answer = await act();
    const calls = newCalls();
    now = await person.answers();
    return {
      changed: now.filter((message) => before.get(message.id) !== face(message)),
      last: now.slice(-3),
      noted: typeof answer === 'string' ? answer : '',
      calls,
      uploadedAgain: newRepeats(calls),
      isAsked: setting.conversationWith(person.id).step !== 'idle',
      locale: (await findUser())?.locale,
    };
  };
  return {
    setting,
    speak,
    say: (text) => look(() => person.send(text)),
    send: (looks) => look(() => sendPhoto(setting, person, looks)),
    press: (messageId, data) => look(() => person.pressData(messageId, data)),
    screens: () => now.toReversed().flatMap((message) => screenOf(message) ?? []),
    length: () => now.length,
    stop: () => setting.stop(),
  };
};

const sendPhoto = async (setting: BotSetting, person: Person, looks: string): Promise<void> => {
  await person.upload(looks);
  await setting.settle();
};

/** The calls since it was asked last. */
const callsOf = ({ telegram: { sandbox } }: BotSetting) => {
  const heard = new WeakSet();
  return () => {
    const calls = sandbox.calls().filter((call) => !heard.has(call));
    for (const call of calls) heard.add(call);
    return calls;
  };
};

/** What went up since it was asked last, although it had been up before. */
const repeatsOf = ({ uploads }: BotSetting) => {
  const shown = new Set<string>();
  return (calls: Seen['calls']): string[] => {
    const keys = [...uploads].flatMap(([key, times]) => Array<string>(times).fill(key));
    uploads.clear();
    const all = [...keys, ...deliveredIn(calls)];
    const again = all.filter((key, at) => shown.has(key) || all.indexOf(key) < at);
    for (const key of all) shown.add(key);
    return again;
  };
};

/** All that a person sees of a message. */
const face = ({ editedAt: _, ...seen }: PageMessage): string => JSON.stringify(seen);
