import { setTimeout as pause } from 'node:timers/promises';
import type { Chat, ChatMessage } from './chat.ts';
import { photograph } from './photographs.ts';

const patienceMs = 60_000;
/** Large enough to be taken, small enough to be made quickly. */
const size = { width: 600, height: 800 };

export const smallPhotographs = (count: number, first = 1): Promise<Buffer[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => photograph(first + at, size)));

/** Agrees to the terms. */
export const join = async (chat: Chat): Promise<void> => {
  await chat.say('/start');
  await chat.press(/I agree/u);
  await chat.waitFor('credits');
};

/** From the first press to the question for photos. */
export const nameAvatar = async (
  chat: Chat,
  { kind = /Portrait/u, name = 'Anna' }: { kind?: RegExp; name?: string } = {},
): Promise<void> => {
  await chat.say('/create');
  await chat.press(kind);
  await chat.press(/Person/u);
  await chat.waitFor('What shall we call');
  await chat.say(name);
  await chat.waitFor(`“${name}”: now the photos`);
};

/** Sends ten photographs and goes as far as the button that costs something. */
export const readyToTrain = async (
  chat: Chat,
  { kind, name = 'Anna', first = 1 }: { kind?: RegExp; name?: string; first?: number } = {},
): Promise<void> => {
  await nameAvatar(chat, { name, ...(kind ? { kind } : {}) });
  await chat.send(await smallPhotographs(10, first), { album: name });
  await chat.press(/Continue/u);
  await chat.press(/Fast/u);
};

/** A trained avatar; answers the message that says it is ready. */
export const trainAvatar = async (
  chat: Chat,
  options: { kind?: RegExp; name?: string; first?: number } = {},
): Promise<ChatMessage> => {
  await readyToTrain(chat, options);
  await chat.press(/Start training/u);
  return chat.waitFor(`“${options.name ?? 'Anna'}” is ready!`);
};

type Order = { readonly prompt: string; readonly after: ChatMessage; readonly ratio?: string };

/** Orders one picture with the newest ready avatar and waits for it. */
export const orderPicture = async (chat: Chat, order: Order): Promise<Buffer> => {
  await placeOrder(chat, order);
  return pictureOf(chat, order.prompt);
};

/** As far as the press that costs something. */
export const placeOrder = async (
  chat: Chat,
  { prompt, after, ratio = '3:4' }: Order,
): Promise<void> => {
  const { id } = await chat.press('Create a picture', { after: after.id - 1 });
  await chat.press('My own words', { after: id - 1 });
  await chat.waitFor('describe the picture', { after: id - 1 });
  await chat.say(prompt);
  // Where the bot was killed while it asked, an earlier question may stand there twice.
  const asked = await chat.press(ratio, { after: id });
  await chat.press(/Make it/u, { after: asked.id - 1 });
};

export const pictureOf = async (chat: Chat, prompt: string): Promise<Buffer> => {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const message = (await chat.messages()).findLast(
      ({ photo, caption }) => photo !== undefined && caption?.includes(prompt),
    );
    if (message) return chat.picture(message);
    if (Date.now() > deadline) throw new Error(`no picture of “${prompt}” came`);
    await pause(50);
  }
};

/** What the bot says is available and held just now. */
export const balanceOf = async (chat: Chat): Promise<{ available: number; held: number }> => {
  const after = (await chat.messages()).at(-1)?.id ?? 0;
  await chat.say('/balance');
  const { text = '' } = await chat.waitFor('Available:', { after });
  return {
    available: Number(/Available: (\d+)/u.exec(text)?.[1]),
    held: Number(/under way: (\d+)/u.exec(text)?.[1] ?? 0),
  };
};
