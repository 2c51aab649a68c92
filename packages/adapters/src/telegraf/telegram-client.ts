import { Telegram } from 'telegraf';
import type { UserFromGetMe } from 'telegraf/types';
import { calling } from './calling.ts';

export type TelegramSettings = {
  readonly token: string;
  /** Where the Bot API is spoken; Telegram's own by default. */
  readonly apiRoot?: string | undefined;
  /** Takes note of every call, and changes nothing. It sees errors as Telegraf throws them. */
  readonly around?: AroundCall;
};

type AroundCall = <T>(method: string, call: () => Promise<T>) => Promise<T>;

const callTimeoutMs = 30_000;

/** Telegraf waits 500 s for an answer; nobody else does. Long polling asks for its own time. */
class BoundedTelegram extends Telegram {
  readonly #around: AroundCall;

  constructor({ token, apiRoot, around = (_, call) => call() }: TelegramSettings) {
    super(token, { ...(apiRoot ? { apiRoot } : {}), webhookReply: false });
    this.#around = around;
  }

  override callApi: Telegram['callApi'] = (method, payload, { signal } = {}) => {
    const timeout = AbortSignal.timeout(callTimeoutMs);
    const bounded = signal ? AbortSignal.any([signal as AbortSignal, timeout]) : timeout;
    const call = () => super.callApi(method, payload, { signal: bounded as never });
    // What is waited for is news, not an answer.
    return method === 'getUpdates' ? call() : this.#around(method, call);
  };
}

export const telegramClient = (settings: TelegramSettings): Telegram =>
  new BoundedTelegram(settings);

/** Who we are in Telegram. The first call at a start: a wrong token or address shows here, without being shown. */
export const identify = (telegram: Telegram): Promise<UserFromGetMe> =>
  calling('getMe', () => telegram.getMe());
