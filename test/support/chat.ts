import { setTimeout as pause } from 'node:timers/promises';

export type ChatMessage = {
  readonly id: number;
  readonly from: 'user' | 'bot';
  readonly text?: string;
  readonly caption?: string;
  readonly photo?: { readonly fileId: string; readonly width: number; readonly height: number };
  readonly keyboard?: readonly (readonly { readonly text: string; readonly data?: string }[])[];
};

type After = { readonly after?: number };

export type Chat = {
  readonly user: number;
  messages(): Promise<ChatMessage[]>;
  /** The newest message of the bot that says this, once it is there. */
  waitFor(what: string | RegExp, options?: After): Promise<ChatMessage>;
  /** Presses the newest button of that label, once it is there; answers its message. */
  press(label: string | RegExp, options?: After): Promise<ChatMessage>;
  /** Presses this button of this message, however old; answers the words that pop up. */
  pressOn(message: ChatMessage, data: string): Promise<string>;
  /** Presses the same button twice in the same moment. */
  pressTwice(message: ChatMessage, data: string): Promise<void>;
  say(text: string): Promise<unknown>;
  send(
    files: readonly Buffer[],
    options?: { as?: 'photo' | 'document'; album?: string; name?: string; type?: string },
  ): Promise<void>;
  /** A voice message. */
  speak(sound: Buffer, seconds: number): Promise<void>;
  picture(message: ChatMessage): Promise<Buffer>;
  /** The same person, after the address changed. */
  at(address: string): Chat;
};

/** How often a person looks for what is to come, and for how long. */
type Pace = { readonly lookEachMs: number; readonly patienceMs: number };

const alone: Pace = { lookEachMs: 50, patienceMs: 60_000 };

/** A person at the chat page, without the page: says, sends and presses over the page's own requests. */
export const openChat = async (
  address: string,
  languageCode: 'ru' | 'en' = 'en',
  /** Where there are hundreds, each looks less often and waits longer. */
  pace: Pace = alone,
): Promise<Chat> => {
  const post = posterAt(address);
  const person = await post('users', { firstName: 'Ann', languageCode });
  const user = Number(person['id']);
  return chatOf({ address, user, post, pace });
};

type Post = (path: string, body: unknown) => Promise<Record<string, unknown>>;

type Line = {
  readonly address: string;
  readonly user: number;
  readonly post: Post;
  readonly pace: Pace;
};

const chatOf = (line: Line): Chat => {
  const { address, user, post } = line;
  const { lookEachMs, patienceMs } = line.pace;
  const state = async () => {
    const response = await fetch(`${address}/chat/api/state?user=${user}`);
    return (await response.json()) as { messages: ChatMessage[]; lastEventId: number };
  };
  const messages = async (): Promise<ChatMessage[]> => (await state()).messages;
  const waitFor = async (
    what: string | RegExp,
    { after = 0 }: { after?: number } = {},
  ): Promise<ChatMessage> => {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const all = await messages();
      const found = all.findLast(
        (message) => message.from === 'bot' && message.id > after && matches(message, what),
      );
      if (found) return found;
      if (Date.now() > deadline) {
        const last = all.slice(-4).map((message) => message.text ?? message.caption ?? '(picture)');
        throw new Error(`The bot never said ${String(what)}. Last: ${last.join(' | ')}`);
      }
      await pause(lookEachMs);
    }
  };
  const press = async (label: string | RegExp, { after = 0 } = {}): Promise<ChatMessage> => {
    const isIt = (text: string): boolean =>
      typeof label === 'string' ? text.includes(label) : label.test(text);
    const message = await waitForButton(isIt, after);
    const button = message.keyboard?.flat().find(({ text }) => isIt(text));
    await post('callbacks', { user, messageId: message.id, data: button?.data });
    return message;
  };
  const waitForButton = async (isIt: (text: string) => boolean, after: number) => {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const all = await messages();
      const found = all.findLast(
        (message) => message.id > after && message.keyboard?.flat().some(({ text }) => isIt(text)),
      );
      if (found) return found;
      if (Date.now() > deadline) {
        const last = all
          .slice(-3)
          .map((message) => JSON.stringify(message.keyboard ?? message.text));
        throw new Error(`There is no such button. Last: ${last.join(' | ')}`);
      }
      await pause(lookEachMs);
    }
  };
  return {
    user,
    messages,
    waitFor,
    press,
    say: (text: string) => post('messages', { user, text }),
    pressOn: async (message: ChatMessage, data: string): Promise<string> => {
      const { lastEventId } = await state();
      const { callbackId } = await post('callbacks', { user, messageId: message.id, data });
      const events = `${address}/chat/api/events?user=${user}&lastEventId=${lastEventId}`;
      return poppedUp(events, String(callbackId), patienceMs);
    },
    pressTwice: async (message: ChatMessage, data: string) => {
      const body = { user, messageId: message.id, data };
      await Promise.all([post('callbacks', body), post('callbacks', body)]);
    },
    send: async (
      files: readonly Buffer[],
      { as = 'photo', album = 'a', name = 'photo.jpg', type = 'image/jpeg' } = {},
    ): Promise<void> => {
      for (const [at, file] of files.entries()) {
        const query = new URLSearchParams({
          user: String(user),
          as,
          name,
          ...(files.length > 1 ? { album: `${album}${Math.floor(at / 10)}` } : {}),
        });
        const response = await fetch(`${address}/chat/api/uploads?${query}`, {
          method: 'POST',
          headers: { 'content-type': type },
          body: new Uint8Array(file),
        });
        if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`);
      }
    },
    speak: async (sound: Buffer, seconds: number): Promise<void> => {
      const query = `user=${user}&duration=${seconds}`;
      const response = await fetch(`${address}/chat/api/voice?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'audio/ogg' },
        body: new Uint8Array(sound),
      });
      if (!response.ok) throw new Error(`voice: ${response.status} ${await response.text()}`);
    },
    picture: async (message: ChatMessage): Promise<Buffer> => {
      const id = message.photo?.fileId ?? '';
      const response = await fetch(`${address}/chat/api/files/${id}?user=${user}`);
      if (!response.ok) throw new Error(`picture: ${response.status}`);
      return Buffer.from(await response.arrayBuffer());
    },
    at: (other) => chatOf({ ...line, address: other, post: posterAt(other) }),
  };
};

/** Reads the page's events until the answer to this press is among them. */
const poppedUp = async (
  events: string,
  callbackId: string,
  patienceMs: number,
): Promise<string> => {
  const leave = AbortSignal.timeout(patienceMs);
  const response = await fetch(events, { signal: leave });
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    for (const [, json = ''] of text.matchAll(/event: answer\ndata: (.*)\n\n/gu)) {
      const answer = JSON.parse(json) as { callbackId: string; text?: string };
      if (answer.callbackId === callbackId) return answer.text ?? '';
    }
  }
  throw new Error('the press was never answered');
};

const posterAt =
  (address: string): Post =>
  async (path, body) => {
    const response = await fetch(`${address}/chat/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };

const matches = (message: ChatMessage, what: string | RegExp): boolean => {
  const text = message.text ?? message.caption ?? '';
  return typeof what === 'string' ? text.includes(what) : what.test(text);
};
