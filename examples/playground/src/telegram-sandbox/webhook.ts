import { setTimeout as wait } from 'node:timers/promises';
import type { Store } from './store.ts';
import type { Update } from './wire.ts';
import type { UpdateQueue } from './updates.ts';

interface WebhookSettings {
  url: string;
  secretToken?: string;
  maxConnections: number;
  lastError?: { date: number; message: string };
}

export interface WebhookDelivery {
  settings: () => WebhookSettings | undefined;
  /** Undefined turns it off. */
  configure: (settings: WebhookSettings | undefined) => void;
  stop: () => void;
}

export interface WebhookOptions {
  store: Pick<Store, 'settings'>;
  queue: UpdateQueue;
  takeDuplicate: () => boolean;
  now: () => number;
  /** The first wait after a failure; it doubles up to a minute. */
  backoffMs: number;
  onFailure: (error: unknown) => void;
  /** A method called in the answer to an update. */
  onReply: (method: string, parameters: Record<string, unknown>) => void;
}

const answerTimeoutMs = 60_000;
const maxBackoffMs = 60_000;
const maxReplyBytes = 1_000_000;

/** Updates with the same lane wait for each other. */
const laneOf = (update: Update): string => {
  const [, body] = Object.entries(update).find(([key]) => key !== 'update_id') ?? [];
  const { chat, message, from } = (body ?? {}) as {
    chat?: { id: number };
    message?: { chat: { id: number } };
    from?: { id: number };
  };
  return String(chat?.id ?? message?.chat.id ?? from?.id ?? update.update_id);
};

const readReply = async (response: Response): Promise<Record<string, unknown> | undefined> => {
  const length = Number(response.headers.get('content-length') ?? 0);
  const isJson = response.headers.get('content-type')?.includes('application/json') === true;
  if (!isJson || length > maxReplyBytes) {
    await response.body?.cancel();
    return undefined;
  }
  const reply: unknown = await response.json().catch(() => undefined);
  return typeof reply === 'object' && reply !== null
    ? (reply as Record<string, unknown>)
    : undefined;
};

const post = async (
  { url, secretToken }: WebhookSettings,
  update: Update,
  signal: AbortSignal,
): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]),
    headers: {
      'content-type': 'application/json',
      ...(secretToken !== undefined && { 'x-telegram-bot-api-secret-token': secretToken }),
    },
    body: JSON.stringify(update),
  });

type Settings = () => WebhookSettings | undefined;

/** Pushes one update until it is answered with 2xx, the webhook is off or `signal` fires. */
const createDeliverer = (options: WebhookOptions, settings: Settings) => {
  const noteError = (message: string): void => {
    const current = settings();
    const lastError = { date: Math.floor(options.now() / 1_000), message };
    if (current !== undefined) options.store.settings.set('webhook', { ...current, lastError });
  };

  const deliverOnce = async (
    webhook: WebhookSettings,
    update: Update,
    signal: AbortSignal,
  ): Promise<boolean> => {
    const response = await post(webhook, update, signal);
    if (!response.ok) {
      await response.body?.cancel();
      noteError(`Wrong response from the webhook: ${response.status} ${response.statusText}`);
      return false;
    }
    const { method, ...parameters } = (await readReply(response)) ?? {};
    if (typeof method === 'string') options.onReply(method, parameters);
    return true;
  };

  return async (update: Update, signal: AbortSignal): Promise<void> => {
    const twice = options.takeDuplicate();
    let delayMs = options.backoffMs;
    for (let webhook = settings(); webhook !== undefined && !signal.aborted; webhook = settings()) {
      const delivered = await deliverOnce(webhook, update, signal).catch((error: unknown) => {
        if (!signal.aborted)
          noteError(error instanceof Error ? error.message : 'Connection failed');
        return false;
      });
      if (delivered && twice) await post(webhook, update, signal).catch(() => undefined);
      if (signal.aborted) return;
      if (delivered) return options.queue.confirm(update.update_id);
      await wait(delayMs, undefined, { signal }).catch(() => undefined);
      delayMs = Math.min(delayMs * 2, maxBackoffMs);
    }
  };
};

/** Pushes updates to the bot: those of one chat one at a time, each until it is answered with 2xx. */
export const createWebhook = (options: WebhookOptions): WebhookDelivery => {
  const { store, queue } = options;
  const busy = new Set<string>();
  let life = new AbortController();
  const settings: Settings = () => store.settings.get('webhook') as WebhookSettings | undefined;
  const deliver = createDeliverer(options, settings);

  const pump = (): void => {
    const webhook = settings();
    if (webhook === undefined || life.signal.aborted) return;
    const { signal } = life;
    for (const update of queue.pending()) {
      if (busy.size >= webhook.maxConnections) return;
      const lane = laneOf(update);
      if (busy.has(lane)) continue;
      busy.add(lane);
      deliver(update, signal).then(
        () => {
          if (signal.aborted) return;
          busy.delete(lane);
          pump();
        },
        // Only a full disk leads here: the lane stays shut until the webhook is set again.
        (error: unknown) => options.onFailure(error),
      );
    }
  };

  const restart = (): void => {
    life.abort();
    life = new AbortController();
    busy.clear();
    pump();
  };

  queue.onPush(pump);
  setImmediate(pump);
  return {
    settings,
    configure: (next) => {
      if (next === undefined) store.settings.delete('webhook');
      else store.settings.set('webhook', next);
      restart();
    },
    stop: () => life.abort(),
  };
};
