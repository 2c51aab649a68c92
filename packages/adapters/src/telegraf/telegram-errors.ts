import { PortError } from '@aisha/core';
import { TelegramError } from 'telegraf';

/**
 * What Telegram or the way to it said, as a `PortError`. The cause is left out on purpose:
 * Telegraf's network errors carry the address, and the address carries the bot's token.
 */
export const toPortError = (error: unknown, operation: string): PortError => {
  if (!(error instanceof TelegramError)) {
    return new PortError('messenger.unavailable', `${operation}: no answer from Telegram`, {
      retryable: true,
    });
  }
  const { code, description } = error;
  const message = `${operation}: ${code} ${description}`;
  const retryAfterMs = namedWaitMs(error);
  if (retryAfterMs !== undefined) {
    return new PortError('messenger.rate-limited', message, { retryable: true, retryAfterMs });
  }
  if (code === 403 || /chat not found|user is deactivated/u.test(description)) {
    return new PortError('messenger.blocked', message, { retryable: false });
  }
  if (code >= 500) return new PortError('messenger.unavailable', message, { retryable: true });
  return new PortError('messenger.rejected', message, { retryable: false });
};

/** The wait that "too many requests" names, in milliseconds; undefined for any other error. */
export const namedWaitMs = (error: unknown): number | undefined =>
  error instanceof TelegramError && error.code === 429
    ? (error.parameters?.retry_after ?? 1) * 1000
    : undefined;

const descriptionOf = (error: unknown): string =>
  error instanceof TelegramError ? error.description : '';

/** The message shows that already: what was wanted is so. */
export const isNotModified = (error: unknown): boolean =>
  descriptionOf(error).includes('message is not modified');

/** The message cannot carry this edit (it is gone, too old, or a picture): a new one must say it. */
export const isNotEditable = (error: unknown): boolean =>
  /message to edit not found|message can't be edited|there is no text in the message|MESSAGE_ID_INVALID/u.test(
    descriptionOf(error),
  );

export const isMessageGone = (error: unknown): boolean =>
  /message to delete not found|message can't be deleted|message identifier is not specified/u.test(
    descriptionOf(error),
  );

/** The press is older than Telegram waits for: there is nobody left to answer. */
export const isPressTooOld = (error: unknown): boolean =>
  descriptionOf(error).includes('query is too old');

/** Telegram does not take this picture as a photo; as a file it takes anything. */
export const isUnfitAsPhoto = (error: unknown): boolean =>
  /IMAGE_PROCESS_FAILED|PHOTO_INVALID_DIMENSIONS|PHOTO_SAVE_FILE_INVALID/u.test(
    descriptionOf(error),
  );

/** Telegram no longer has, or never had, a file under this handle. */
export const isUnknownFile = (error: unknown): boolean =>
  /wrong file identifier|wrong remote file|file reference/iu.test(descriptionOf(error));

/** For a `catch`: passes on what is not fine. */
export const unless =
  (isFine: (error: unknown) => boolean) =>
  (error: unknown): void => {
    if (!isFine(error)) throw error;
  };
