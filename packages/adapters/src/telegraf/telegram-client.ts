import { Telegram } from 'telegraf';
import type { UserFromGetMe } from 'telegraf/types';
import { calling } from './calling.ts';

export type TelegramSettings = {
  readonly token: string;
  /** Where the Bot API is spoken; Telegram's own by default. */
  readonly apiRoot?: string | undefined;
};

const callTimeoutMs = 30_000;

/** Telegraf waits 500 s for an answer; nobody else does. Long polling asks for its own time. */
class BoundedTelegram extends Telegram {
  override callApi: Telegram['callApi'] = (method, payload, { signal } = {}) => {
    const timeout = AbortSignal.timeout(callTimeoutMs);
    const bounded = signal ? AbortSignal.any([signal as AbortSignal, timeout]) : timeout;
    return super.callApi(method, payload, { signal: bounded as never });
  };
}

export const telegramClient = ({ token, apiRoot }: TelegramSettings): Telegram =>
  new BoundedTelegram(token, { ...(apiRoot ? { apiRoot } : {}), webhookReply: false });

/** Who we are in Telegram. The first call at a start: a wrong token or address shows here, without being shown. */
export const identify = (telegram: Telegram): Promise<UserFromGetMe> =>
  calling('getMe', () => telegram.getMe());
