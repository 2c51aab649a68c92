import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { Telegram } from 'telegraf';
import type { Message } from './wire.ts';
import { startTelegramSandbox, type PageMessage, type TelegramSandboxOptions } from './index.ts';

export const token = '4242:sandbox-test-token';

/** The page's own calls, as a browser makes them. */
const pageClient = (base: string) => {
  const answerOf = async <T>(response: Response): Promise<T> => {
    const body = (await response.json()) as T & { error?: string };
    if (!response.ok) throw new Error(`${response.status} ${body.error ?? ''}`);
    return body;
  };
  const post = async <T = { id: number }>(path: string, body: unknown): Promise<T> =>
    answerOf<T>(
      await fetch(`${base}/chat/api/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  return {
    base,
    post,
    state: async (user: number) =>
      answerOf<{
        bot: { name: string; commands: { command: string; description: string }[] };
        started: boolean;
        messages: PageMessage[];
        lastEventId: number;
      }>(await fetch(`${base}/chat/api/state?user=${user}`)),
    upload: async (query: Record<string, string>, bytes: Uint8Array, type = 'image/jpeg') =>
      answerOf<{ id: number }>(
        await fetch(`${base}/chat/api/uploads?${new URLSearchParams(query)}`, {
          method: 'POST',
          headers: { 'content-type': type },
          body: new Uint8Array(bytes),
        }),
      ),
    speak: async (user: number, sound: Uint8Array, seconds: number) =>
      fetch(`${base}/chat/api/voice?user=${user}&duration=${seconds}`, {
        method: 'POST',
        headers: { 'content-type': 'audio/ogg' },
        body: new Uint8Array(sound),
      }),
    file: async (fileId: string, user: number, more = '') =>
      fetch(`${base}/chat/api/files/${fileId}?user=${user}${more}`),
  };
};

/** A sandbox on free ports with its page API mounted, and the real Telegraf client on it. */
export const startTestSandbox = async (options: Partial<TelegramSandboxOptions> = {}) => {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'telegram-sandbox-')));
  const sandbox = await startTelegramSandbox({ token, ...options, dataDir });
  const server = createServer(sandbox.pageHandler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const page = pageClient(`http://127.0.0.1:${port}`);
  const telegram = new Telegram(token, { apiRoot: sandbox.apiRoot, webhookReply: false });
  return {
    sandbox,
    page,
    telegram,
    dataDir,
    /** A person who has pressed Start; the bot's updates are empty again. */
    newPerson: async (languageCode = 'en', firstName = 'Anna') => {
      const { id } = await page.post('users', { firstName, languageCode });
      await page.post('messages', { user: id, text: '/start' });
      const [last] = await telegram.callApi('getUpdates', { offset: -1 });
      await telegram.callApi('getUpdates', { offset: (last?.update_id ?? 0) + 1 });
      return id;
    },
    stop: async (keepData = false) => {
      await sandbox.stop();
      server.closeAllConnections();
      server.close();
      if (!keepData) await rm(dataDir, { recursive: true, force: true });
    },
  };
};

export type TestSandbox = Awaited<ReturnType<typeof startTestSandbox>>;

/** An update as the tests read it: each has one of these. */
export interface SeenUpdate {
  update_id: number;
  message: Message;
  callback_query: unknown;
  my_chat_member: unknown;
}

export const poll = async (
  { telegram }: { telegram: Telegram },
  options: Record<string, unknown> = {},
): Promise<SeenUpdate[]> =>
  telegram.callApi('getUpdates', options) as Promise<unknown> as Promise<SeenUpdate[]>;

/** What a refused call says. */
export const refusal = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

/** A picture that compresses like a photograph. */
export const picture = async (width: number, height: number, seed = 1): Promise<Buffer> =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: { r: (seed * 53) % 256, g: 120, b: 200 },
      noise: { type: 'gaussian', mean: 128, sigma: 20 },
    },
  })
    .jpeg()
    .toBuffer();

/** Tries until `read` gives something, at most five seconds. */
export const eventually = async <T>(read: () => T | Promise<T>): Promise<NonNullable<T>> => {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== null && value !== false) return value;
    if (Date.now() > deadline) throw new Error('It did not happen within five seconds');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
