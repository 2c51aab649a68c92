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

/** The pictures that were asked for last, or the first ones of a version. */
const receivePictures = async ({ ports, settle }: BotSetting): Promise<void> => {
  ports.generator.succeed(ports.generator.latest().requestId);
  await ports.jobs.drainFor(60_000);
  await settle();
};

const withPictures: Standing = async (setting, person) => {
  await joinInEnglish(person);
  await trainAnAvatar(setting, person);
  await receivePictures(setting);
  const { id: userId } = await userOf(setting, person);
  const avatar = [...setting.store().avatars.values()].find((each) => each.userId === userId);
  for (const count of [1, 4] as const) {
    const requested = await setting.aisha.requestGeneration({
      id: setting.ports.ids.next<GenerationId>(),
      userId,
      avatarId: avatar!.id,
      prompt: `φάρος ${count}`,
      aspectRatio: '3:4',
      count,
      styleId: 'film-noir',
    });
    if (!requested.ok) throw new Error(requested.refusal.code);
    await setting.ports.jobs.drain();
    await receivePictures(setting);
  }
  await setting.aisha.markFavouriteStyle('film-noir', userId, true);
};

const withTwoVersions: Standing = async (setting, person) => {
  await withPictures(setting, person);
  const { ports } = setting;
  for (const label of ['Open the avatar', 'Train again', 'same photos', 'Fast', 'Start training']) {
    await person.press(label);
  }
  ports.trainer.succeed(ports.trainer.latest().requestId);
  await ports.jobs.drainFor(60_000);
  await receivePictures(setting);
};

const beforeTheTermsChanged: Standing = async (setting, person) => {
  const user = await userOf(setting, person);
  const agreed = { ...user, consent: { ...user.consent, version: 'before' } };
  await setting.ports.unitOfWork.run(({ users }) => users.save(agreed));
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
  'a draft with photos, and one that waits': async ({ settle }, person) => {
    await withPhotos(person);
    await person.send('/cancel');
    await person.upload('a photo for nobody yet');
    await settle();
  },
  'a training under way': (_, person) => inTraining(person),
  'a failed training, before the terms changed': async (setting, person) => {
    await inTraining(person);
    await beforeTheTermsChanged(setting, person);
    const { ports, settle } = setting;
    const { requestId } = ports.trainer.latest();
    ports.trainer.fail(requestId, { code: 'photos.no-face', retryable: false });
    await ports.jobs.drainFor(60_000);
    await settle();
  },
  'an avatar with pictures': withPictures,
  'two avatars, two versions and no credits': async (setting, person) => {
    await withTwoVersions(setting, person);
    await trainAnAvatar(setting, person, 'Ada');
    await spendAll(setting, person);
  },
} as const satisfies Readonly<Record<string, Standing | undefined>>;
