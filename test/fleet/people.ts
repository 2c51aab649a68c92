import { setTimeout as pause } from 'node:timers/promises';
import { openChat, type Chat, type ChatMessage } from '../support/chat.ts';
import { join, nameAvatar, placeOrder } from '../support/walk.ts';

export type Someone = { readonly waitedMs: number; readonly pictures: number };

type Going = {
  readonly address: string;
  readonly number: number;
  readonly photos: readonly Buffer[];
  readonly pictures: number;
  readonly patienceMs: number;
  /** How often each looks whether there is something new. */
  readonly lookEachMs: number;
};

/** From the first word to the last picture. Throws where something does not come in time. */
export const live = async (going: Going): Promise<Someone> => {
  const { address, number, photos, pictures, patienceMs, lookEachMs } = going;
  const startedAt = performance.now();
  const chat = await openChat(address, 'en', { patienceMs, lookEachMs });
  await join(chat);
  await nameAvatar(chat, { name: `Anna${number}` });
  await chat.send(photos, { album: `album${number}` });
  await chat.press(/Continue/u);
  await chat.press(/Fast/u);
  await chat.press(/Start training/u);
  const after = await chat.waitFor(`“Anna${number}” is ready!`);
  const prompts = Array.from({ length: pictures }, (_, at) => `by the sea on day ${at + 1}`);
  for (const [at, prompt] of prompts.entries()) {
    await placeOrder(chat, { prompt, after: at === 0 ? after : await menuOf(chat) });
  }
  const found = await picturesOf(chat, prompts, { patienceMs, lookEachMs });
  return { waitedMs: performance.now() - startedAt, pictures: found };
};

/** Asked for anew: a screen that was pressed on is another one now. */
const menuOf = async (chat: Chat): Promise<ChatMessage> => {
  const last = (await chat.messages()).at(-1)?.id ?? 0;
  await chat.say('/start');
  // By then a picture may have come as well, which offers other things.
  return chat.waitFor('What shall we do', { after: last });
};

const picturesOf = async (
  chat: Chat,
  prompts: readonly string[],
  { patienceMs, lookEachMs }: Pick<Going, 'patienceMs' | 'lookEachMs'>,
): Promise<number> => {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const messages = await chat.messages();
    const shown = prompts.map((prompt) =>
      messages.find(({ photo, caption }) => photo !== undefined && caption?.includes(prompt)),
    );
    if (shown.every((message) => message !== undefined)) {
      const bytes = await Promise.all(shown.map((message) => chat.picture(message)));
      return bytes.filter(({ length }) => length > 1_000).length;
    }
    if (Date.now() > deadline) throw new Error(`person ${chat.user} waits for a picture in vain`);
    await pause(lookEachMs);
  }
};
