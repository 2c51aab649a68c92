import { hkdfSync } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Telegram } from 'telegraf';
import type { WebhookInfo } from 'telegraf/types';
import { toPortError } from '@aisha/adapters/telegraf';
import type { Logger } from '@aisha/core';
import { allowedUpdates } from './update-schema.ts';

/** As many as Telegram offers: it waits for each answer before the chat's next update. */
const maxConnections = 100;
const maxTries = 5;
const longestWaitMs = 10_000;

/**
 * Sent by Telegram with every update, and by nobody else. Made from the bot's token, so that all
 * replicas agree on it and nobody has one more secret to configure.
 */
export const secretOf = (token: string): string =>
  Buffer.from(hkdfSync('sha256', token, '', 'aisha telegram webhook v1', 32)).toString('base64url');

/**
 * Has Telegram push to this address, where it does not already. Any number of replicas may ask in
 * the same moment: each wants the same, and whoever is told to wait finds it done.
 */
export const askForPushes = async (telegram: Telegram, url: string): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      const info = await telegram.getWebhookInfo();
      if (!isAsked(info, url) || isRefusedByUs(info)) await setWebhook(telegram, url);
      return;
    } catch (error) {
      const failure = toPortError(error, 'setWebhook');
      const { retryAfterMs } = failure;
      if (retryAfterMs === undefined || tries === maxTries) throw failure;
      await pause(Math.min(retryAfterMs, longestWaitMs));
    }
  }
};

const setWebhook = (telegram: Telegram, url: string): Promise<true> =>
  telegram.callApi('setWebhook', {
    url,
    secret_token: secretOf(telegram.token),
    max_connections: maxConnections,
    allowed_updates: [...allowedUpdates],
  });

const isAsked = (info: WebhookInfo, url: string): boolean => {
  const allowed = new Set<string>(info.allowed_updates);
  return (
    info.url === url &&
    info.max_connections === maxConnections &&
    allowed.size === allowedUpdates.length &&
    allowedUpdates.every((kind) => allowed.has(kind))
  );
};

/** Nobody is told which secret was set. That it is another one shows by what we answer Telegram. */
const isRefusedByUs = (info: WebhookInfo): boolean =>
  /\b401\b/u.test(info.last_error_message ?? '');

export type WebhookWatchOptions = {
  readonly telegram: Telegram;
  readonly url: string;
  readonly logger: Logger;
  readonly everyMs?: number;
};

/**
 * Looks now and then whether Telegram still pushes to us, and asks again where it was told to stop or
 * was given another secret. Who was told to push elsewhere is left alone: that is somebody's decision,
 * and two versions that each want their own must not take turns.
 */
export const watchWebhook = (options: WebhookWatchOptions): { stop(): Promise<void> } => {
  const { everyMs = 60_000, logger } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let lastRefusal: number | undefined;
  const look = async (): Promise<void> => {
    try {
      lastRefusal = await lookAgain(options, lastRefusal);
    } catch (error) {
      logger.warn({ error: toPortError(error, 'getWebhookInfo') }, 'nobody says where updates go');
    }
  };
  const watch = async (): Promise<void> => {
    for (;;) {
      await pause(everyMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await look();
    }
  };
  const watching = watch();
  return {
    stop: async () => {
      stopping.abort();
      await watching;
    },
  };
};

/** Answers when we refused Telegram last, as it says: it goes on saying so after it was put right. */
const lookAgain = async (
  { telegram, url, logger }: WebhookWatchOptions,
  knownRefusal: number | undefined,
): Promise<number | undefined> => {
  const info = await telegram.getWebhookInfo();
  if (info.url && info.url !== url) {
    logger.error({}, 'Telegram was told to push updates to another address');
    return knownRefusal;
  }
  const refusal = isRefusedByUs(info) ? info.last_error_date : undefined;
  if (info.url && (refusal === undefined || refusal === knownRefusal)) return knownRefusal;
  logger.warn({}, 'Telegram no longer pushed updates to us: it is asked to again');
  await setWebhook(telegram, url);
  return refusal ?? knownRefusal;
};
