import { Telegram } from 'telegraf';
import type { Logger, RateLimiter } from '@aisha/core';
import { namedWaitMs } from '../telegram-errors.ts';
import { pacingLimits, type PacingLimits } from './limits.ts';
import { isCourtesy, isEdit, isRepeatable, paceOf } from './method-pace.ts';
import type { PacedCall, Priority } from './paced-call.ts';
import { createPacer, type Pacer } from './pacer.ts';
import { sharedBudget, type SharedBudget } from './shared-budget.ts';

/** One client in two manners of speaking, which share what Telegram allows. */
export type TelegramPacing = {
  /** For answers to what somebody just did: they overtake everything else. */
  readonly interactive: Telegram;
  /** For what nobody waits for with a finger on the screen. An edit yields to a message. */
  readonly bulk: Telegram;
  /** From here on nothing waits: what cannot be said at once is refused, for another process to say. */
  close(): void;
};

export type TelegramPacingOptions = {
  readonly telegram: Telegram;
  readonly limits?: PacingLimits;
  /** What several processes of the bot share; each counts for itself without. */
  readonly limiter?: RateLimiter | undefined;
  readonly logger?: Logger;
};

/** Long enough for what Telegram usually asks for, short enough for a worker or a chat that waits behind it. */
const patienceMs = 5_000;
/** What has been begun is brought to its end: tried anew, it would be said twice. */
const patientMs = 40_000;

/** Everything that is said goes through one of the faces; what only asks passes them untouched. */
export const telegramPacing = (options: TelegramPacingOptions): TelegramPacing => {
  const { telegram, limits = pacingLimits(), limiter, logger } = options;
  const pacer = createPacer({ limits, waitAskedBy: namedWaitMs });
  const botId = telegram.token.split(':')[0] ?? '';
  const shared = limiter && sharedBudget({ limiter, limits, botId });
  const face = (priority: Priority) =>
    new PacedTelegram({ client: telegram, pacer, shared, logger, priority, patienceMs });
  return { interactive: face('interactive'), bulk: face('news'), close: () => pacer.close() };
};

/** The same client with the patience to finish what it has begun. One that is not paced is its own. */
export const patiently = (telegram: Telegram): Telegram =>
  telegram instanceof PacedTelegram ? telegram.patient() : telegram;

type Manner = {
  readonly client: Telegram;
  readonly pacer: Pacer;
  readonly shared: SharedBudget | undefined;
  readonly logger: Logger | undefined;
  readonly priority: Priority;
  readonly patienceMs: number;
};

class PacedTelegram extends Telegram {
  readonly #manner: Manner;

  constructor(manner: Manner) {
    super(manner.client.token, manner.client.options);
    this.#manner = manner;
  }

  /** Who finishes goes before others. */
  patient(): Telegram {
    return new PacedTelegram({
      ...this.#manner,
      priority: 'interactive',
      patienceMs: patientMs,
    });
  }

  override callApi: Telegram['callApi'] = (method, payload, options) => {
    const { client, pacer, shared } = this.#manner;
    const pace = paceOf(method, payload);
    if (!pace) return client.callApi(method, payload, options);
    const call = this.#callOf(method, { ...pace, payload });
    return pacer.run(call, async () => {
      await shared?.(call);
      return this.#heard(method, client.callApi(method, payload, options));
    });
  };

  #callOf(method: string, pace: { chat: string; weight: number; payload: unknown }): PacedCall {
    const { priority, patienceMs: patience } = this.#manner;
    return {
      chat: pace.chat,
      weight: pace.weight,
      priority: priority === 'news' && isEdit(method) ? 'progress' : priority,
      patienceMs: isCourtesy(method) ? 0 : patience,
      isRepeatable: () => isRepeatable(pace.payload),
    };
  }

  async #heard<T>(method: string, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      const waitMs = namedWaitMs(error);
      if (waitMs !== undefined)
        this.#manner.logger?.warn({ method, waitMs }, 'Telegram asks to wait');
      throw error;
    }
  }
}
