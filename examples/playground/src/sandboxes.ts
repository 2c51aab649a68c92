import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dataPaths, stickyPort } from '@aisha/adapters/composition';
import { startOpenaiSandbox } from './openai-sandbox/index.ts';
import type { PlaygroundSettings } from './settings.ts';
import { startTelegramSandbox, type PageHandler } from './telegram-sandbox/index.ts';

export type Sandboxes = {
  /** The settings with the sandboxes' addresses in the place of the vendors'. */
  readonly settings: PlaygroundSettings;
  /** Answers the chat page's requests; undefined where Telegram is not played. */
  readonly page: PageHandler | undefined;
  stop(): Promise<void>;
};

/** Starts the sandboxes of the vendors that there is no account for. fal's belongs to the adapters, which start it themselves. */
export const startSandboxes = async (settings: PlaygroundSettings): Promise<Sandboxes> => {
  const directory = dataPaths(settings.dataDir).sandboxes;
  await mkdir(directory, { recursive: true });
  const telegram = settings.sandboxes.telegram ? await playTelegram(directory) : undefined;
  const openai = settings.sandboxes.openai ? await playOpenai(directory) : undefined;
  return {
    settings: {
      ...settings,
      telegram: { ...settings.telegram, ...telegram?.settings },
      openai: { ...settings.openai, ...openai?.settings },
    },
    page: telegram?.page,
    stop: async () => {
      await Promise.all([telegram?.stop(), openai?.stop()]);
    },
  };
};

/** This Telegram lets a bot say as much as it likes. */
const unhurried = { perSecond: 1_000, perChatSecond: 100 };

const playTelegram = async (directory: string) => {
  const dataDir = join(directory, 'telegram');
  const token = `1000001:${await secretOf(dataDir)}`;
  const { apiRoot, pageHandler, stop } = await stickyPort(
    dataDir,
    (port) => startTelegramSandbox({ dataDir, port, token }),
    (server) => server.apiRoot,
  );
  return { settings: { token, apiRoot, pace: unhurried }, page: pageHandler, stop };
};

const playOpenai = async (directory: string) => {
  const dataDir = join(directory, 'openai');
  const apiKey = `sandbox-${await secretOf(dataDir)}`;
  const { baseUrl, stop } = await stickyPort(
    dataDir,
    (port) => startOpenaiSandbox({ port, apiKey }),
    (server) => server.baseUrl,
  );
  return { settings: { apiKey, baseUrl }, stop };
};

/** The same at every start, and of no use anywhere else. */
const secretOf = async (directory: string): Promise<string> => {
  await mkdir(directory, { recursive: true });
  const file = join(directory, 'secret');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known.length >= 24) return known;
  const fresh = randomBytes(24).toString('base64url');
  await writeFile(file, fresh, { mode: 0o600 });
  return fresh;
};
