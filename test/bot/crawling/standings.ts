import { planHold, type GenerationId, type User } from '@aisha/core';
import { aHold } from '@aisha/core/testing';
import { telegramAddress } from '@aisha/adapters/telegraf';
import type { BotSetting, Person } from '../bot-setting.ts';
import { nameAnAvatar, trainAnAvatar } from '../creating.ts';

/** Brings somebody to where a walk begins. */
export type Standing = (setting: BotSetting, person: Person) => Promise<void>;

const userOf = async ({ ports }: BotSetting, person: Person): Promise<User> => {
  const address = telegramAddress(person.id);
  const user = await ports.unitOfWork.run(({ users }) => users.findByAddress(address));
  if (!user) throw new Error('nobody joined');
  return user;
};

/** Whatever language Telegram is in: the steps up to a standing are known by their English words. */
const joinInEnglish = async (person: Person): Promise<void> => {
  await person.send('/start');
  await person.pressData((await person.last()).id, 'agree:en');
};

const withPhotos = async (person: Person): Promise<void> => {
  await joinInEnglish(person);
  await nameAnAvatar(person);
  await person.sendAlbum(10, `photos of ${person.id}`);
};

const inTraining = async (person: Person): Promise<void> => {
  await withPhotos(person);
  await person.press('Continue');
  await person.press('Fast');
  await person.press('Start training');
};

const withPictures: Standing = async (setting, person) => {
  await joinInEnglish(person);
  await trainAnAvatar(setting, person);
  const { id: userId } = await userOf(setting, person);
  const avatar = [...setting.store().avatars.values()].find((each) => each.userId === userId);
  for (const count of [1, 4] as const) {
    await setting.aisha.requestGeneration({
      id: setting.ports.ids.next<GenerationId>(),
      userId,
      avatarId: avatar!.id,
      prompt: `a lighthouse ${count} times`,
      aspectRatio: '3:4',
      count,
    });
    await setting.ports.jobs.drain();
    setting.ports.generator.succeed(setting.ports.generator.latest().requestId);
    await setting.ports.jobs.drainFor(60_000);
  }
};

const spendAll: Standing = async (setting, person) => {
  const user = await userOf(setting, person);
  const { available } = await setting.aisha.getBalance(user.id);
  const spent = aHold({ userId: user.id, amount: available });
  await setting.ports.unitOfWork.run(({ wallets }) => wallets.post(planHold(spent, 'test')));
};

/** Where people stand, each in a world of its own. */
export const standings = {
  'a stranger': undefined,
  'a new person': (_, person) => joinInEnglish(person),
  'a draft with photos': (_, person) => withPhotos(person),
  'a training under way': (_, person) => inTraining(person),
  'a failed training': async ({ ports, settle }, person) => {
    await inTraining(person);
    const { requestId } = ports.trainer.latest();
    ports.trainer.fail(requestId, { code: 'photos.no-face', retryable: false });
    await ports.jobs.drainFor(60_000);
    await settle();
  },
  'an avatar with pictures': withPictures,
  'no credits': async (setting, person) => {
    await withPictures(setting, person);
    await spendAll(setting, person);
  },
} as const satisfies Readonly<Record<string, Standing | undefined>>;
