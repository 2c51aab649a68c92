import type { TestSandbox } from '../../../examples/playground/src/telegram-sandbox/sandbox.fixture.ts';

/** A call that Telegram counts as a message, when it judged it. */
export type Said = {
  readonly at: number;
  readonly chatId: number;
  readonly method: string;
  readonly text: string;
  readonly ok: boolean;
  readonly errorCode: number | undefined;
};

const counted = /^(?:send(?!ChatAction)|edit|copy|forward)/u;

type Log = { readonly sandbox: Pick<TestSandbox['sandbox'], 'calls'> };

/** Everything the bot tried to say since a time, in the order in which it was judged. */
export const saidIn = ({ sandbox }: Log, since = 0): Said[] =>
  sandbox
    .calls()
    .filter(({ at, method }) => at >= since && counted.test(method))
    .map(({ at, method, parameters, ok, errorCode }) => ({
      at,
      method,
      ok,
      errorCode,
      chatId: Number(parameters['chat_id']),
      text: String(parameters['text']),
    }))
    .toSorted((one, other) => one.at - other.at);

/** The most that was taken within any second. */
export const mostInASecond = (said: readonly Said[]): number => {
  const times = said.filter(({ ok }) => ok).map(({ at }) => at);
  let from = 0;
  let most = 0;
  for (const [index, at] of times.entries()) {
    while ((times[from] ?? at) <= at - 1_000) from += 1;
    most = Math.max(most, index - from + 1);
  }
  return most;
};
