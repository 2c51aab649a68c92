import { defaultPolicy, type Locale, type User } from '@aisha/core';
import { telegramAddress } from '@aisha/adapters/telegraf';
import { startBotSetting, type BotSetting } from '../bot-setting.ts';
import type { PageMessage } from '../telegram.ts';
import { deliveredIn } from './findings.ts';
import { screenOf, wordsOf, type Screen } from './screen.ts';
import type { Standing } from './standings.ts';

/** What one act of a person brought about. */
export type Seen = {
  /** Messages that are new or say something else, the oldest first. */
  readonly changed: readonly PageMessage[];
  /** What has the words that it had before, whatever its buttons are. */
  readonly asWorded: ReadonlySet<PageMessage['id']>;
  /** The bot's newest messages. */
  readonly last: readonly PageMessage[];
  /** Words that popped up. */
  readonly noted: string;
  readonly calls: ReturnType<BotSetting['telegram']['sandbox']['calls']>;
  /** Pictures that went up although they had been shown before. */
  readonly uploadedAgain: readonly string[];
  /** What words and photos would mean now. */
  readonly step: string;
  /** What goes on by itself, if anything does. */
  readonly goingOn: string;
  /** What the person has, as far as other screens may follow from it. */
  readonly belongings: string;
  /** What the person reads from then on, where anybody knows. */
  readonly locale: Locale | undefined;
};

/** One person in a world of their own, whose every act is looked at. */
export type CrawlWorld = {
  readonly setting: BotSetting;
  say(text: string): Promise<Seen>;
  send(looks: string): Promise<Seen>;
  speak(words: string): Promise<Seen>;
  wait(): Promise<Seen>;
  press(messageId: number, data: string): Promise<Seen>;
  /** What has buttons now, the newest first. */
  screens(): readonly Screen[];
  /** What this answers puts the whole world back as it is now. */
  remember(): () => void;
  stop(): Promise<void>;
};

/** A standing is reached in English; from there on the person reads another language. */
export const openCrawlWorld = async (
  standing: Standing | undefined,
  locale: Locale,
): Promise<CrawlWorld> => {
  const setting = await startBotSetting(defaultPolicy);
  const person = await setting.aPerson(locale, 'Anna');
  const findUser = (): Promise<User | undefined> =>
    setting.ports.unitOfWork.run(({ users }) => users.findByAddress(telegramAddress(person.id)));
  await standing?.(setting, person);
  const joined = await findUser();
  if (joined && joined.locale !== locale) await setting.aisha.changeLocale(joined, locale);
  const newCalls = callsOf(setting);
  const repeats = repeatsOf(setting);
  repeats.since(newCalls());
  let now = await person.answers();
  const look = async (act: () => Promise<object>): Promise<Seen> => {
    const before = new Map(now.map((each) => [each.id, face(each)]));
    const words = new Map(now.map((each) => [each.id, wordsOf(each)]));
    const done = await act();
    await setting.settle();
    const calls = newCalls();
    now = await person.answers();
    const user = await findUser();
    return {
      changed: now.filter((message) => before.get(message.id) !== face(message)),
      asWorded: new Set(
        now.flatMap((each) => (words.get(each.id) === wordsOf(each) ? [each.id] : [])),
      ),
      last: now.slice(-3),
      noted: wordsOver(done, calls),
      calls,
      uploadedAgain: repeats.since(calls),
      step: setting.conversationWith(person.id).step,
      goingOn: setting.ports.jobs
        .pending()
        .map(({ job }) => job.name)
        .join(' '),
      belongings: belongingsOf(setting.store(), user),
      locale: user?.locale,
    };
  };
  return {
    setting,
    say: (text) => look(() => setting.telegram.page.post('messages', { user: person.id, text })),
    send: (looks) => look(() => person.upload(looks).then(() => ({}))),
    speak: (words) =>
      look(() => setting.telegram.page.speak(person.id, Buffer.from(words), 3).then(() => ({}))),
    wait: () => look(() => setting.ports.jobs.drainFor(60_000).then(() => ({}))),
    press: (messageId, data) =>
      look(() => setting.telegram.page.post('callbacks', { user: person.id, messageId, data })),
    screens: () => now.toReversed().flatMap((message) => screenOf(message) ?? []),
    remember: () => {
      const seen = now;
      const restores = [setting.remember(), repeats.remember()];
      return () => {
        now = seen;
        for (const restore of restores) restore();
      };
    },
    stop: () => setting.stop(),
  };
};

/** What popped up over the screen where a button was pressed. */
const wordsOver = (pressed: { callbackId?: string }, calls: Seen['calls']): string => {
  const answer = calls.find(
    ({ method, parameters }) =>
      method === 'answerCallbackQuery' && parameters['callback_query_id'] === pressed.callbackId,
  );
  const text = answer?.parameters['text'];
  return typeof text === 'string' ? text : '';
};

/** What the bot said since it was asked last. */
const callsOf = ({ telegram: { sandbox } }: BotSetting) => {
  const heard = new WeakSet();
  return () => {
    const calls = sandbox.calls().filter((call) => !heard.has(call));
    for (const call of calls) heard.add(call);
    return calls.filter(({ method }) => method !== 'getUpdates');
  };
};

/** What went up since it was asked last, although it had been up before. */
const repeatsOf = ({ uploads }: BotSetting) => {
  let shown: readonly string[] = [];
  return {
    since: (calls: Seen['calls']): string[] => {
      const keys = [...uploads].flatMap(([key, times]) => Array<string>(times).fill(key));
      uploads.clear();
      const all = [...keys, ...deliveredIn(calls)];
      const again = all.filter((key, at) => shown.includes(key) || all.indexOf(key) < at);
      shown = [...shown, ...all];
      return again;
    },
    remember: () => {
      const before = shown;
      return (): void => void (shown = before);
    },
  };
};

const few = 2;

/** Of everything whether there is none, one or more; names, times and places aside. */
const belongingsOf = (
  { avatars, photos, generations, images }: ReturnType<BotSetting['store']>,
  user: User | undefined,
): string => {
  const isTheirs = ({ userId }: { userId: string }): boolean => userId === user?.id;
  const own = <T extends { userId: string }>(rows: Map<string, T>): T[] =>
    [...rows.values()].filter(isTheirs);
  const pictures = own(images);
  return JSON.stringify([
    user?.settings.quickMode,
    own(avatars)
      .map(({ id, status }) => {
        const sent = own(photos).filter(({ avatarId }) => avatarId === id).length;
        return `${status} ${Math.min(few, sent)}`;
      })
      .toSorted()
      .slice(0, few),
    own(generations).some(({ status }) => status !== 'succeeded'),
    Math.min(few, pictures.length),
    Math.min(few, pictures.filter(({ isFavourite }) => isFavourite).length),
  ]);
};

/** All that a person sees of a message. */
const face = ({ editedAt: _, ...seen }: PageMessage): string => JSON.stringify(seen);
