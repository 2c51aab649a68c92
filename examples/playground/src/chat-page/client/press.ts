import * as api from './api.ts';
import { answers, type Answers } from './answers.ts';
import type { CallbackAnswer, KeyboardButton, PaymentOutcome } from './protocol.ts';
import type { Texts } from './texts.ts';

type PressParts = {
  userId: number;
  texts: Texts;
  toast: (text: string) => void;
  failed: (error: unknown) => void;
  /** Puts a button's words behind the bot's name, where the person writes: the bot is asked. */
  askInline: (query: string) => void;
};

export type Presses = {
  press: (messageId: number, button: KeyboardButton) => Promise<void>;
  answered: (answer: CallbackAnswer) => void;
  paid: (outcome: PaymentOutcome) => void;
};

/** What happens when an inline button is pressed, until the bot has answered it. */
export const presses = ({ userId, texts, toast, failed, askInline }: PressParts): Presses => {
  const callbacks = answers<CallbackAnswer>();
  const payments = answers<PaymentOutcome>();
  const wait = async <T>(id: string, from: Answers<T>): Promise<void> => {
    if ((await from.wait(id)) === undefined) toast(texts.noAnswer);
  };
  const ask = async (messageId: number, { data, pay, switchInline }: KeyboardButton) => {
    if (pay) return wait((await api.payInvoice(userId, messageId)).queryId, payments);
    if (data === undefined) return askInline(switchInline ?? '');
    return wait((await api.pressButton(userId, messageId, data)).callbackId, callbacks);
  };
  return {
    press: (messageId, button) => ask(messageId, button).catch(failed),
    answered: (answer) => callbacks.arrived(answer.callbackId, answer),
    paid: (outcome) => {
      payments.arrived(outcome.queryId, outcome);
      if (!outcome.ok) toast(outcome.error ?? texts.notPaid);
    },
  };
};
