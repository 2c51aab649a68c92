import type { BotSetting, Person } from './bot-setting.ts';

/** Creates a portrait up to the question for photos. */
export const nameAnAvatar = async (person: Person, name = 'Anna'): Promise<void> => {
  const { keyboard = [] } = await person.send('/create');
  // Another one is not finished yet.
  const isAsked = keyboard.flat().some(({ text }) => text.includes('Keep as draft'));
  if (isAsked) await person.press('Keep as draft');
  await person.press('Portrait');
  await person.press('Woman');
  await person.send(name);
};

/** Creates, trains and finishes a portrait. */
export const trainAnAvatar = async (
  { ports, settle }: BotSetting,
  person: Person,
  name = 'Anna',
): Promise<void> => {
  await nameAnAvatar(person, name);
  await person.sendAlbum(10, `${name} of ${person.id}`);
  await person.press('Continue');
  await person.press('Fast');
  await person.press('Start training');
  ports.trainer.succeed(ports.trainer.latest().requestId);
  await ports.jobs.drainFor(60_000);
  await settle();
};
