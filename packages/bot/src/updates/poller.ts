import { setTimeout as pause } from 'node:timers/promises';
import type { Telegram } from 'telegraf';
import type { Logger, StopSignal, UpdateInbox } from '@aisha/core';
import { landUpdates } from './land.ts';
import { allowedUpdates } from './update-schema.ts';

export type PollerOptions = {
  readonly telegram: Telegram;
  readonly inbox: UpdateInbox;
  readonly logger: Logger;
  /** Called when something new is in the inbox. */
  readonly landed: () => void;
};

const longPollSeconds = 25;
const batch = 100;

/**
 * Asks Telegram for updates until stopped. An update is confirmed (by asking for what follows it)
 * only after it is in the inbox: a crash in between has it delivered again, and the inbox knows it.
 */
export const poll = async (options: PollerOptions, signal: StopSignal): Promise<void> => {
  const { telegram, inbox, logger, landed } = options;
  const abort = new AbortController();
  signal.addEventListener('abort', () => abort.abort(), { once: true });
  // Whatever is unconfirmed: after a quiet week Telegram may begin its numbers anew.
  let offset = 0;
  let failures = 0;
  let isOurs = false;
  while (!signal.aborted) {
    try {
      // Once, however often it takes: whoever sets one later wants to be pushed to.
      isOurs ||= await telegram.callApi('deleteWebhook', {}, { signal: abort.signal as never });
      const updates = await telegram.callApi(
        'getUpdates',
        { offset, limit: batch, timeout: longPollSeconds, allowed_updates: [...allowedUpdates] },
        { signal: abort.signal as never },
      );
      failures = 0;
      if (updates.length === 0) continue;
      if ((await landUpdates({ inbox, logger }, updates)) > 0) landed();
      offset = (updates.at(-1)?.update_id ?? offset) + 1;
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      // The error itself may carry the address, and the address the token: only its kind is told.
      logger.warn({ failures, kind: kindOf(error) }, 'Telegram cannot be polled');
      await pause(Math.min(30_000, 500 * 2 ** Math.min(failures, 6)), undefined, {
        signal: abort.signal,
      }).catch(() => undefined);
    }
  }
};

const kindOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' || typeof code === 'number'
    ? `${error.name} ${code}`
    : error.name;
};
