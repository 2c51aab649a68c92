import {
  isPortError,
  type Logger,
  type OperatorAlarm,
  type Operators,
  type PortError,
} from '@aisha/core';
import type { Telegram } from 'telegraf';
import { telegrafMessenger } from './messenger.ts';
import type { Message } from './message.ts';

export type TelegrafOperatorsOptions = {
  readonly telegram: Telegram;
  /** The operators' own ids at Telegram; each must have started the bot. */
  readonly chatIds: readonly number[];
  readonly render: (alarm: OperatorAlarm) => Message;
  readonly logger: Logger;
};

/** Tells every operator. Without anybody to tell it does nothing: the log has it. */
export const telegrafOperators = ({
  telegram,
  chatIds,
  render,
  logger,
}: TelegrafOperatorsOptions): Operators => {
  const messenger = telegrafMessenger({ telegram });
  return {
    tell: async (alarm) => {
      const message = render(alarm);
      const failures: PortError[] = [];
      for (const chatId of chatIds) {
        try {
          await messenger.send(chatId, message);
        } catch (error) {
          if (!isPortError(error)) throw error;
          logger.warn({ alarm: alarm.alarm, code: error.code }, 'an operator could not be told');
          failures.push(error);
        }
      }
      // Told again it would reach those a second time who have it already.
      const nobodyReached = failures.length > 0 && failures.length === chatIds.length;
      const again = failures.find(({ retryable }) => retryable);
      if (nobodyReached && again) throw again;
    },
  };
};
