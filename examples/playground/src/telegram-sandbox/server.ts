import { rmSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createApiServer } from './api-server.ts';
import { createCallLog, type RecordedCall } from './calls.ts';
import { dispatch } from './dispatch.ts';
import { createEventHub } from './events.ts';
import { createFaults, type FaultPatch, type Faults } from './faults.ts';
import { openFiles, type FileRecord } from './files.ts';
import { openJournal } from './journal.ts';
import { createPageApi, type PageHandler } from './page-api.ts';
import { setBlocked } from './person-actions.ts';
import type { BotIdentity, Sandbox, SandboxLog } from './sandbox.ts';
import { openStore, rememberChats } from './store.ts';
import { createUpdateQueue } from './updates.ts';
import { createWebhook } from './webhook.ts';

export interface TelegramSandboxOptions {
  /** People, chats, files and undelivered updates live here and outlast the process. */
  dataDir: string;
  /** 0, the default, takes a free port. */
  port?: number;
  host?: string;
  /** As BotFather gives it: digits, a colon, letters. */
  token: string;
  botName?: string;
  botUsername?: string;
  log?: SandboxLog;
  faults?: FaultPatch;
  /** Epoch milliseconds. */
  now?: () => number;
  /** The first wait before an update is pushed again; it doubles up to a minute. */
  webhookBackoffMs?: number;
  /** How many of the newest calls are remembered; 1000 when left out. */
  callsRemembered?: number;
}

export interface TelegramSandbox {
  /** For Telegraf's `telegram.apiRoot`. */
  apiRoot: string;
  /** Answers `/chat/api/…` for the chat page, wherever its server is. */
  pageHandler: PageHandler;
  faults: Faults;
  /** The newest calls of the Bot API, oldest first. */
  calls: () => RecordedCall[];
  /** What this answers puts back every chat as it is now. Files, updates and numbers stay. */
  remember: () => () => void;
  stop: () => Promise<void>;
}

const identify = ({ token, botName, botUsername }: TelegramSandboxOptions): BotIdentity => {
  const id = /^(\d{1,15}):[\w-]+$/.exec(token)?.[1];
  if (id === undefined) throw new Error('A bot token is digits, a colon and letters');
  return { id: Number(id), name: botName ?? 'Aisha', username: botUsername ?? 'aisha_sandbox_bot' };
};

/** Puts the parts together; `onReply` is a method called in the answer to a pushed update. */
const assemble = (
  options: TelegramSandboxOptions,
  onReply: (sandbox: Sandbox, method: string, parameters: Record<string, unknown>) => void,
) => {
  const { dataDir: directory, now = Date.now, log = () => undefined } = options;
  const bot = identify(options);
  const journal = openJournal(directory);
  const store = openStore(journal);
  rmSync(join(directory, 'arriving'), { recursive: true, force: true });
  const files = openFiles({
    directory,
    table: journal.table<FileRecord>('file'),
    nextNumber: () => store.next('file'),
  });
  const faults = createFaults({
    now,
    onBlock: (userId, blocked) => setBlocked(sandbox, userId, blocked),
  });
  const updates = createUpdateQueue(store, faults.takeDuplicate);
  const webhook = createWebhook({
    store,
    queue: updates,
    takeDuplicate: faults.takeDuplicate,
    now,
    backoffMs: options.webhookBackoffMs ?? 1_000,
    onFailure: (error) => log('error', 'A webhook delivery failed', { error: String(error) }),
    onReply: (method, parameters) => onReply(sandbox, method, parameters),
  });
  const hub = createEventHub(now);
  const sandbox: Sandbox = { bot, store, files, updates, webhook, hub, faults, now, log };
  if (options.faults !== undefined) faults.set(options.faults);
  return { sandbox, journal };
};

/** Starts a Telegram of one bot on this machine: the Bot API over HTTP and the chat page's API. */
export const startTelegramSandbox = async (
  options: TelegramSandboxOptions,
): Promise<TelegramSandbox> => {
  const calls = createCallLog(options.callsRemembered);
  const idle = new AbortController();
  const { sandbox, journal } = assemble(options, (sandbox, name, parameters) => {
    const body = { parameters, files: new Map() };
    void dispatch(sandbox, calls, { name, body, signal: idle.signal });
  });
  const page = createPageApi(sandbox);
  const server = createApiServer({ sandbox, calls, token: options.token });
  const host = options.host ?? '127.0.0.1';
  server.listen(options.port ?? 0, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    sandbox.webhook.stop();
    journal.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  return {
    apiRoot: `http://${host}:${port}`,
    pageHandler: page.handler,
    faults: sandbox.faults,
    calls: calls.list,
    remember: () => rememberChats(sandbox.store),
    stop: async () => {
      idle.abort();
      sandbox.webhook.stop();
      page.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      journal.close();
    },
  };
};
