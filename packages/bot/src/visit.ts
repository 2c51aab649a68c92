import type { Chat, Message, Update } from 'telegraf/types';
import { readMark } from './callback-data.ts';
import { sentFileOf } from './sent-file.ts';
import type { Act } from './router.ts';

/** One update from a private chat, in our own words. */
export type Visit = {
  readonly chatId: number;
  readonly messageId: number;
  readonly from: { readonly id: number; readonly firstName: string; readonly languageTag?: string };
  readonly act: Act;
  readonly pressId: string | undefined;
  /** What the pressed message is, where it is a screen that another may take the place of. */
  readonly shows: 'text' | 'picture' | undefined;
};

export type Reading =
  | { readonly type: 'visit'; readonly visit: Visit }
  /** Somebody speaks to the bot where it does not work. */
  | { readonly type: 'elsewhere'; readonly chatId: number }
  /** A press on a message that nobody can see any more. */
  | { readonly type: 'stray-press'; readonly pressId: string }
  | { readonly type: 'nothing' };

const nothing: Reading = { type: 'nothing' };

/** Reads an update. What is not meant for us is nothing, never an error. */
export const readUpdate = (update: Update): Reading => {
  if ('callback_query' in update) return readPress(update.callback_query);
  if ('message' in update) return readMessage(update.message);
  return nothing;
};

const readPress = (query: Update.CallbackQueryUpdate['callback_query']): Reading => {
  const { id: pressId, message } = query;
  if (!message || !('data' in query) || message.chat.type !== 'private') {
    return { type: 'stray-press', pressId };
  }
  const { data, isMarked } = readMark(query.data);
  const visit: Visit = {
    chatId: message.chat.id,
    messageId: message.message_id,
    from: personOf(query.from),
    act: { type: 'press', data },
    pressId,
    shows: screenIn(message, isMarked),
  };
  return { type: 'visit', visit };
};

const readMessage = (message: Message): Reading => {
  const { chat, from } = message;
  if (!from || from.is_bot) return nothing;
  if (chat.type !== 'private') return isCommand(message) ? elsewhere(chat) : nothing;
  const visit: Visit = {
    chatId: chat.id,
    messageId: message.message_id,
    from: personOf(from),
    act: actOf(message),
    pressId: undefined,
    shows: undefined,
  };
  return { type: 'visit', visit };
};

const screenIn = (message: object, isMarked: boolean): Visit['shows'] => {
  if ('text' in message) return 'text';
  return 'photo' in message && isMarked ? 'picture' : undefined;
};

const elsewhere = ({ id }: Chat): Reading => ({ type: 'elsewhere', chatId: id });

const command = /^\/([a-z][a-z0-9_]{0,31})(?:@\w+)?(?:\s|$)/iu;

const isCommand = (message: Message): boolean => 'text' in message && command.test(message.text);

const actOf = (message: Message): Act => {
  const file = sentFileOf(message);
  if (file) return { type: 'file', file };
  if (!('text' in message)) return { type: 'other' };
  const name = command.exec(message.text)?.[1];
  return name
    ? { type: 'command', name: name.toLowerCase() }
    : { type: 'text', text: message.text };
};

const personOf = (from: { id: number; first_name: string; language_code?: string }) => ({
  id: from.id,
  firstName: from.first_name,
  ...(from.language_code ? { languageTag: from.language_code } : {}),
});
