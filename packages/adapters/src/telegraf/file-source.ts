import { PortError, type FileSource } from '@aisha/core';
import { TelegramError, type Telegram } from 'telegraf';
import type { TelegramSettings } from './telegram-client.ts';
import { toPortError } from './telegram-errors.ts';

const downloadTimeoutMs = 60_000;
const publicRoot = 'https://api.telegram.org';

/**
 * Files that people sent to the bot, by `file_id`. The address of a file contains the bot's token, so
 * it is made here, used here and never leaves: not in an error, not in a log.
 */
export const telegrafFileSource = ({
  telegram,
  token,
  apiRoot,
}: TelegramSettings & { telegram: Telegram }): FileSource => ({
  open: async (ref, { maxBytes }) => {
    const path = await filePath(telegram, ref, maxBytes);
    const address = new URL(`./file/bot${token}/${path}`, apiRoot ?? publicRoot);
    const response = await fetch(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(downloadTimeoutMs),
    }).catch(() => {
      throw unavailable('the download failed', true);
    });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw unavailable(`the download answered ${response.status}`, response.status >= 500);
    }
    if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
      await response.body.cancel();
      throw tooLarge();
    }
    return bounded(response.body, maxBytes);
  },
});

const filePath = async (telegram: Telegram, ref: string, maxBytes: number): Promise<string> => {
  try {
    const file = await telegram.getFile(ref);
    if ((file.file_size ?? 0) > maxBytes) throw tooLarge();
    if (file.file_path === undefined) throw unavailable('Telegram gave no path', false);
    return file.file_path;
  } catch (error) {
    if (error instanceof PortError) throw error;
    if (error instanceof TelegramError && error.code === 400) {
      throw /too big/u.test(error.description) ? tooLarge() : unavailable('no such file', false);
    }
    const translated = toPortError(error, 'getFile');
    if (translated.code === 'messenger.rate-limited') throw translated;
    throw unavailable(translated.message, translated.retryable);
  }
};

async function* bounded(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge();
      yield chunk;
    }
  } catch (error) {
    throw error instanceof PortError ? error : unavailable('the download broke off', true);
  }
}

const tooLarge = (): PortError =>
  new PortError('file.too-large', 'the file is larger than allowed', { retryable: false });

const unavailable = (message: string, retryable: boolean): PortError =>
  new PortError('file.unavailable', message, { retryable });
