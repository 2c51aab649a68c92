import { setTimeout as pause } from 'node:timers/promises';
import type { Address, AvatarId, FileRef, UserId } from '@aisha/core';
import { callbackData } from '../packages/bot/src/callback-data.ts';
import { photoCount, withProduct, type Mark, type Setting } from './overhead-setting.ts';
import { median, table, within, type Row } from './table.ts';
import type { TelegramCall } from './telegram-stub.ts';
import { wallClockMs } from './wall-clock.ts';

/** One that begins with a single picture. */
const onePictureStyle = 'architect-concrete';
const sequential = 200;
const atOnce = 4;
const each = 25;
const warmUp = 200;
/** So many, that none of them presses more often than anybody may. */
const people = 24;
const limits = { p50Ms: 50, p99Ms: 150 };

export type Person = {
  readonly chat: number;
  readonly userId: UserId;
  readonly avatarId: AvatarId;
};

let nextId = 1_000;

const pressed = (chat: number, data: string) => {
  nextId += 1;
  const place = { id: chat, type: 'private', first_name: 'Ann' };
  return {
    update_id: nextId,
    callback_query: {
      id: String(nextId),
      from: { id: chat, is_bot: false, first_name: 'Ann', language_code: 'en' },
      chat_instance: '1',
      data,
      message: { message_id: nextId, date: 0, chat: place, text: 'a menu' },
    },
  };
};

const isTo = (chat: number, { body }: TelegramCall): boolean =>
  body.includes(`"chat_id":${chat},`) || body.includes(`name="chat_id"\r\n\r\n${chat}\r\n`);

/** Somebody whose avatar is trained, by whoever runs jobs. */
export const aPerson = async (
  { parts: { aisha } }: Pick<Setting, 'parts'>,
  chat: number,
): Promise<Person> => {
  const address = `telegram:${chat}` as Address;
  const { user } = await aisha.registerUser({ address, firstName: 'Ann', locale: 'en' });
  const avatarId = `01998c1e-7b3a-7c11-9d55-${String(chat).padStart(12, '0')}` as AvatarId;
  const owned = { userId: user.id, avatarId };
  const named = { kind: 'portrait', subject: 'woman', name: 'Ann' } as const;
  await aisha.createAvatar({ ...named, id: avatarId, userId: user.id });
  for (let at = 0; at < photoCount; at += 1) {
    const source = String(at) as FileRef;
    await aisha.receivePhoto({ ...owned, source, deliveryKey: `${chat}-${at}` });
  }
  const until = async (what: () => Promise<boolean>): Promise<void> => {
    const deadline = performance.now() + 60_000;
    while (!(await what())) {
      if (performance.now() > deadline) throw new Error('the avatar was not trained');
      await pause(50);
    }
  };
  await until(async () => (await aisha.requestTraining({ ...owned, preset: 'fast' })).ok);
  await until(async () => {
    const found = await aisha.getAvatar(avatarId, user.id);
    return found.ok && found.value.latestTraining?.status === 'succeeded';
  });
  return { chat, ...owned };
};

type Measured = { readonly ms: number; readonly hops: readonly Mark[] };

/** From the tap that costs something to the picture in the chat, without the time that the provider had it. */
const order = async (setting: Setting, { chat, avatarId }: Person): Promise<Measured> => {
  const asked = setting.heard((call) => isTo(chat, call) && call.body.includes('go:'));
  await setting.tap(pressed(chat, callbackData('style', avatarId, onePictureStyle)));
  const [, go = ''] = /(go:[^"\\]+)/u.exec((await asked).body) ?? [];
  // As quick as anybody reads what it costs; the first tap is over by then.
  await pause(50);
  setting.takeMarks();
  const delivered = setting.heard((call) => call.method === 'sendPhoto' && isTo(chat, call));
  const tappedAt = wallClockMs();
  await setting.tap(pressed(chat, go));
  const { at: deliveredAt } = await delivered;
  const run = setting.lastRun();
  if (!run) throw new Error('the provider did nothing');
  const hops = [
    { what: 'tap', at: tappedAt },
    { what: 'the provider has it', at: run.acceptedAt },
    { what: 'the provider is done', at: run.completedAt },
    ...setting.takeMarks(),
    { what: 'the picture is in the chat', at: deliveredAt },
  ];
  return { ms: deliveredAt - tappedAt - (run.completedAt - run.acceptedAt), hops };
};

const repeated = async (times: number, act: () => Promise<Measured>): Promise<Measured[]> => {
  const results: Measured[] = [];
  for (let time = 0; time < times; time += 1) results.push(await act());
  return results;
};

const at = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor(share * (values.length - 1))] ?? 0;

const rowOf = (name: string, measured: readonly Measured[]): Row => {
  const times = measured.map(({ ms }) => ms);
  const [p50, p99] = [at(times, 0.5), at(times, 0.99)];
  return [
    name,
    Number(p50.toFixed(1)),
    within(p50, limits.p50Ms),
    Number(p99.toFixed(1)),
    within(p99, limits.p99Ms),
  ];
};

const steps = [
  'tap',
  'generation.submit begins',
  'the provider has it',
  'the provider is done',
  'provider.event begins',
  'notification.send begins',
  'the picture is in the chat',
];

/** The middle time from each step to the next. */
const hopsOf = (measured: readonly Measured[]): Row[] =>
  steps.slice(1).map((step, index) => {
    const from = steps[index] ?? '';
    const times = measured.flatMap(({ hops }) => {
      const [one, other] = [from, step].map((what) => hops.find((mark) => mark.what === what)?.at);
      return one === undefined || other === undefined ? [] : [other - one];
    });
    return [`${from} → ${step}`, median(times), at(times, 0.99)];
  });

/** What one picture takes beside the provider's own time. */
export const benchOverhead = (): Promise<string> =>
  withProduct(async (setting) => {
    const everybody: Person[] = [];
    for (let chat = 1; chat <= people; chat += 1) everybody.push(await aPerson(setting, chat));
    const nextOf = (crowd: Person[]) => (): Promise<Measured> => {
      const person = crowd.shift();
      if (!person) throw new Error('nobody is there');
      crowd.push(person);
      return order(setting, person);
    };
    await repeated(warmUp, nextOf(everybody));
    const alone = await repeated(sequential, nextOf(everybody));
    const crowds = Array.from({ length: atOnce }, (_, at) =>
      everybody.filter((_person, number) => number % atOnce === at),
    );
    const together = await Promise.all(crowds.map((crowd) => repeated(each, nextOf(crowd))));
    return [
      table(
        `From the tap to the picture, without the provider (p50 ≤ ${limits.p50Ms} ms, p99 ≤ ${limits.p99Ms} ms)`,
        ['how', 'p50 ms', 'within', 'p99 ms', 'within'],
        [
          rowOf(`${sequential}, one after the other`, alone),
          rowOf(`${atOnce * each}, ${atOnce} at a time`, together.flat()),
        ],
      ),
      table('Where it goes, one after the other', ['from → to', 'p50 ms', 'p99 ms'], hopsOf(alone)),
    ].join('');
  });
