import type { Button, Keyboard, Message, Messenger } from '@aisha/adapters/telegraf';
import type { Locale, User } from '@aisha/core';
import { onPicture } from './callback-data.ts';
import { idle, type Conversation } from './conversation.ts';
import { withWaiting, type Waiting, type WaitingFile } from './waiting-files.ts';
import { openPressAnswer } from './press-answer.ts';
import { escapeHtml } from './i18n/escape-html.ts';
import { plainTranslator, translator, type Translate } from './i18n/translate.ts';

/** One update being handled: what is known, and the ways to answer. */
export type Turn = {
  readonly chatId: number;
  /** Of the update's own message, or of the message whose button was pressed. */
  readonly messageId: number;
  readonly locale: Locale;
  readonly t: Translate;
  /** For buttons and pop-ups. */
  readonly plain: Translate;
  readonly conversation: Conversation;
  /** When it is handled, in milliseconds since 1970. */
  readonly at: number;
  /** Names what the person did: the same however often Telegram hands it over. */
  readonly occasion: string;
  /** Whether it was a button. */
  readonly isPress: boolean;
  /** Files that had come before it was known what they are for. */
  readonly waiting: readonly WaitingFile[];
  wait(files: readonly WaitingFile[]): void;
  /** What the person's next message will mean. */
  go(next: Conversation): void;
  /** Nothing is to be kept of this chat. */
  forget(): void;
  /** Puts a screen in the place of the pressed button's, or sends it where nothing was pressed. */
  show(screen: Message): Promise<number>;
  /** Sends a message of its own. */
  say(screen: Message): Promise<number>;
  /** Puts other buttons under the pressed message, which stays as it is. */
  changeButtons(keyboard: Keyboard): Promise<void>;
  /** A short word over the screen soon after a press; a message otherwise. */
  note(text: string, options?: { alert: boolean }): Promise<void>;
};

/** A turn of a person who agreed to the terms. */
export type UserTurn = Turn & { readonly user: User };

export type TurnFacts = {
  readonly chatId: number;
  readonly messageId: number;
  readonly locale: Locale;
  readonly conversation: Conversation;
  readonly waiting?: readonly WaitingFile[];
  readonly at: number;
  /** The id of the press, where a button was pressed. */
  readonly pressId: string | undefined;
  /** What the message with the pressed button is, where another screen may take its place. */
  readonly shows: 'text' | 'picture' | undefined;
};

export type OpenTurn = {
  readonly turn: Turn;
  /** Undefined: nothing is kept of the chat. */
  next(): (Conversation & Waiting) | undefined;
  close(): Promise<void>;
};

export const openTurn = (messenger: Messenger, facts: TurnFacts): OpenTurn => {
  const { chatId, messageId, locale, conversation, at, pressId, shows } = facts;
  const known = { chatId, messageId, locale, conversation, at };
  const { memory, next } = openMemory(conversation, facts.waiting ?? []);
  const answer = openPressAnswer(messenger, pressId);
  const say = (screen: Message) => messenger.send(chatId, marked(screen));
  const turn: Turn = {
    ...known,
    t: translator(locale),
    plain: plainTranslator(locale),
    occasion: pressId === undefined ? `message ${chatId} ${messageId}` : `press ${pressId}`,
    isPress: pressId !== undefined,
    ...memory,
    say,
    show: (screen) =>
      pressId !== undefined && shows !== undefined
        ? messenger.editOrSend(chatId, messageId, marked(screen), shows)
        : say(screen),
    changeButtons: (keyboard) => messenger.editButtons(chatId, messageId, keyboard),
    note: async (text, options) => {
      const isSaid = await answer.say(text, { alert: options?.alert ?? false });
      if (!isSaid) await say({ html: escapeHtml(text) });
    },
  };
  return { turn, next, close: () => answer.close() };
};

/** What a turn leaves behind for the next one. */
const openMemory = (conversation: Conversation, waiting: readonly WaitingFile[]) => {
  let next = conversation;
  let files = waiting;
  let isKept = true;
  const memory: Pick<Turn, 'waiting' | 'wait' | 'go' | 'forget'> = {
    waiting,
    wait: (now) => {
      files = now;
    },
    go: (to) => {
      next = to;
    },
    forget: () => {
      isKept = false;
    },
  };
  return { memory, next: () => (isKept ? withWaiting(next, files) : undefined) };
};

const marked = (screen: Message): Message =>
  screen.picture && screen.keyboard
    ? { ...screen, keyboard: screen.keyboard.map((row) => row.map(markedButton)) }
    : screen;

const markedButton = (button: Button): Button =>
  'data' in button ? { ...button, data: onPicture(button.data) } : button;

export const leave = (turn: Turn): void => turn.go(idle);
