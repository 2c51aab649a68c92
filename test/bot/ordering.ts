import type { BotSetting, Person } from './bot-setting.ts';

/** Orders pictures of the only avatar and receives them. */
export const orderPictures = async (
  { ports, settle }: BotSetting,
  person: Person,
  { count = 1, prompt = 'in a red coat on a snowy street' } = {},
): Promise<void> => {
  await person.send('/start');
  await person.press('Create a picture');
  await person.send(prompt);
  await person.press('3:4');
  if (count > 1) await person.press(String(count));
  await person.press('Make it');
  ports.generator.succeed(ports.generator.latest().requestId);
  await ports.jobs.drainFor(60_000);
  await settle();
};
