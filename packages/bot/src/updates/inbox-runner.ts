import type { ClaimedUpdate, Logger, UpdateInbox } from '@aisha/core';
import { isPortError } from '@aisha/core';
import { createBell } from './bell.ts';
import { leaseMs, startRenewal } from './renewal.ts';

export type HandleUpdate = (update: ClaimedUpdate) => Promise<{ conversation: unknown }>;

export type InboxRunner = {
  /** There is something new: no need to wait for the next look. */
  wake(): void;
  /** Takes nothing more, waits for what is under way. What it cannot finish, another takes when its lease ends. */
  stop(): Promise<void>;
};

export type InboxRunnerOptions = {
  readonly inbox: UpdateInbox;
  readonly handle: HandleUpdate;
  readonly logger: Logger;
  readonly owner: string;
  /** Tells whoever sent it that an update was given up. */
  readonly apologize?: (update: ClaimedUpdate) => Promise<void>;
  /** How many chats are handled side by side. */
  readonly lanes?: number;
  readonly renewEachMs?: number;
};

/** How often to look without being woken: other replicas may have landed something, or died. */
const idleMs = 1000;
const maxAttempts = 5;
/** To be asked to wait is no failure, but nobody is asked for ever. */
const maxWaits = 50;

/** Handles what is in the inbox: chats side by side, each chat in order. */
export const startInboxRunner = (options: InboxRunnerOptions): InboxRunner => {
  const { inbox, logger, owner, lanes = 16 } = options;
  const underWay = new Set<Promise<void>>();
  const renewal = startRenewal(options);
  const bell = createBell();
  const stopping = new AbortController();
  let handling = 0;
  let isCrowded = false;

  const begin = (update: ClaimedUpdate): void => {
    handling += 1;
    const handled = (): void => {
      handling -= 1;
      // While it is being stored what was done, others that wait may begin. Its own chat waits for it.
      if (isCrowded) bell.ring();
    };
    const work = renewal.during(update, handleOne(options, update, handled)).finally(() => {
      underWay.delete(work);
      bell.ring();
    });
    underWay.add(work);
  };

  const look = async (): Promise<void> => {
    const free = Math.min(lanes - handling, 2 * lanes - underWay.size);
    if (free <= 0) return;
    const claimed = await inbox.claim({ owner, limit: free, leaseMs });
    isCrowded = claimed.length === free;
    for (const update of claimed) begin(update);
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await look();
      } catch (error) {
        logger.error({ error }, 'the inbox cannot be read');
      }
      await bell.heard(idleMs);
    }
  };

  const running = loop();
  return {
    wake: bell.ring,
    stop: async () => {
      stopping.abort();
      bell.ring();
      await running;
      await Promise.all(underWay);
      renewal.stop();
    },
  };
};

/** Never rejects: whatever happens to an update, the others go on. */
const handleOne = async (
  options: InboxRunnerOptions,
  update: ClaimedUpdate,
  handled: () => void,
): Promise<void> => {
  const { inbox, handle, logger, owner } = options;
  const fields = { updateId: update.id, lane: update.lane, attempts: update.attempts };
  try {
    const { conversation } = await handle(update).finally(handled);
    const completed = await inbox.complete(update, { owner, conversation });
    if (!completed) logger.warn(fields, 'the claim was lost before the update was completed');
  } catch (error) {
    const retryAt = retryTime(update, error);
    logger.error({ ...fields, error, retryAt }, 'an update was not handled');
    await inbox.release(update, { owner, retryAt }).catch((failure: unknown) => {
      logger.error({ ...fields, error: failure }, 'a claim is left to its lease');
    });
    // Who blocks us has not lost anything that an apology could tell them.
    if (retryAt || isPortError(error, 'messenger.blocked')) return;
    await options.apologize?.(update).catch(() => undefined);
  }
};

/** Undefined: it is given up, so that the chat's later messages are heard. */
const retryTime = (update: ClaimedUpdate, error: unknown): Date | undefined => {
  if (isPortError(error) && !error.retryable) return undefined;
  const wait = isPortError(error) ? error.retryAfterMs : undefined;
  if (update.attempts >= (wait === undefined ? maxAttempts : maxWaits)) return undefined;
  return new Date(Date.now() + (wait ?? 500 * 2 ** update.attempts));
};
