import { telegramClient } from '@aisha/adapters/telegraf';
import {
  startTestSandbox,
  token,
} from '../../examples/playground/src/telegram-sandbox/sandbox.fixture.ts';
import type {
  PageMessage,
  TelegramSandboxOptions,
} from '../../examples/playground/src/telegram-sandbox/index.ts';

export { token, picture } from '../../examples/playground/src/telegram-sandbox/sandbox.fixture.ts';
export type { PageMessage };

/** Telegram on this machine, and our own client on it. */
export const startTelegram = async (options: Partial<TelegramSandboxOptions> = {}) => {
  const test = await startTestSandbox(options);
  const { sandbox, page } = test;
  return {
    ...test,
    telegram: telegramClient({ token, apiRoot: sandbox.apiRoot }),
    faults: sandbox.faults,
    /** What a person sees in the chat. */
    seenBy: async (user: number): Promise<PageMessage[]> => (await page.state(user)).messages,
    /** Calls of the Bot API so far. */
    callsOf: (method: string) => sandbox.calls().filter((call) => call.method === method),
  };
};

export type Telegram = Awaited<ReturnType<typeof startTelegram>>;
