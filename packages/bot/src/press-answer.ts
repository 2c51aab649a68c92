import type { Messenger } from '@aisha/adapters/telegraf';

/** What ends the waiting on a pressed button. */
export type PressAnswer = {
  /**
   * Says it over the screen. Answers false where that is not possible: nothing was pressed, or the
   * waiting was over already.
   */
  say(text: string, options: { readonly alert: boolean }): Promise<boolean>;
  /** Ends the waiting without a word where nothing else did. */
  close(): Promise<void>;
};

/** A button is seen to wait for no longer than this, however long its work takes. */
const patienceMs = 500;

const nothingPressed: PressAnswer = { say: async () => false, close: async () => undefined };

export const openPressAnswer = (
  messenger: Pick<Messenger, 'answerPress'>,
  pressId: string | undefined,
): PressAnswer => {
  if (pressId === undefined) return nothingPressed;
  let isAnswered = false;
  const nod = async (): Promise<void> => {
    if (isAnswered) return;
    isAnswered = true;
    // A courtesy: what was asked for is done, and must not be done again for want of a nod.
    await messenger.answerPress(pressId).catch(() => undefined);
  };
  const timer = setTimeout(() => void nod(), patienceMs);
  return {
    say: async (text, { alert }) => {
      if (isAnswered) return false;
      isAnswered = true;
      await messenger.answerPress(pressId, { text, alert });
      return true;
    },
    close: () => {
      clearTimeout(timer);
      return nod();
    },
  };
};
