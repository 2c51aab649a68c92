import type { Chat, Message, Update } from 'telegraf/types';
import { readMark } from './callback-data.ts';
import { sentFileOf, sentVoiceOf } from './sent-file.ts';
import type { Act } from './act.ts';

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
  | {
      readonly type: 'elsewhere';
      readonly chatId: number;
      /** The name of the bot that is meant, where one is said: `/start@name`. */
      readonly botName: string | undefined;
      readonly languageTag: string | undefined;
    }
  /** Somebody does not want to hear from the bot any more. */
  | { readonly type: 'blocked'; readonly userId: number }
  /** A press on a message that nobody can see any more. */
  | { readonly type: 'stray-press'; readonly pressId: string }
  /** Somebody types the bot's name in any chat, and looks for a picture to send. */
  | {
      readonly type: 'inline';
      readonly queryId: string;
      readonly offset: string;
      readonly languageTag: string | undefined;
    }
  | { readonly type: 'nothing' };

const nothing: Reading = { type: 'nothing' };

/** Reads an update. What is not meant for us is nothing, never an error. */
export const readUpdate = (update: Update): Reading => {
  if ('callback_query' in update) return readPress(update.callback_query);
  if ('inline_query' in update) {
    const { id: queryId, offset, from } = update.inline_query;
    return { type: 'inline', queryId, offset, languageTag: from.language_code };
  }
  if ('my_chat_member' in update) return readMembership(update.my_chat_member);
  if ('message' in update) return readMessage(update.message);
  return nothing;
};

/** Who unblocks the bot writes to it next, and is heard again then. */
const readMembership = ({
  chat,
  from,
  new_chat_member: member,
}: Update.MyChatMemberUpdate['my_chat_member']): Reading =>
  chat.type === 'private' && member?.status === 'kicked'
    ? { type: 'blocked', userId: from.id }
    : nothing;

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
  if (chat.type !== 'private') return isCommand(message) ? elsewhere(message, from) : nothing;
  const act = actOf(message);
  if (!act) return nothing;
  const visit: Visit = {
    chatId: chat.id,
    messageId: message.message_id,
    from: personOf(from),
    act,
    pressId: undefined,
    shows: undefined,
  };
  return { type: 'visit', visit };
};

const screenIn = (message: object, isMarked: boolean): Visit['shows'] => {
  if ('text' in message) return 'text';
  return 'photo' in message && isMarked ? 'picture' : undefined;
};

const elsewhere = (
  { chat, text }: { readonly chat: Chat; readonly text: string },
  from: { language_code?: string },
): Reading => ({
  type: 'elsewhere',
  chatId: chat.id,
  botName: commandOfBot.exec(text)?.groups?.['name'],
  languageTag: from.language_code,
});

const command = /^\/([a-z][a-z0-9_]{0,31})(?:@\w+)?(?:\s+(\S{1,64}))?(?:\s|$)/iu;
const commandOfBot = /^\/\w{1,32}@(?<name>\w{1,64})/u;
/** What a link may bring along: https://core.telegram.org/bots/features#deep-linking */
const payload = /^[\w-]{1,64}$/u;

const isCommand = (message: Message): message is Message.TextMessage =>
  'text' in message && command.test(message.text);

/** What a person says that is neither words, spoken or written, nor a picture. The rest Telegram says: a pin, a title. */
const spoken = [
  'sticker',
  'audio',
  'video',
  'video_note',
  'contact',
  'location',
  'poll',
  'dice',
  'game',
  'story',
  'paid_media',
  'checklist',
] as const;

/** Undefined for what was not said to the bot. */
const actOf = (message: Message): Act | undefined => {
  // Sent with the bot's help into this chat, and as such not meant for it.
  if ('via_bot' in message) return undefined;
  const file = sentFileOf(message);
  if (file) return { type: 'file', file };
  const voice = sentVoiceOf(message);
  if (voice) return { type: 'voice', voice };
  if ('text' in message) return actOfText(message.text);
  return spoken.some((kind) => kind in message) ? { type: 'other' } : undefined;
};

const actOfText = (text: string): Act => {
  const [, name, word = ''] = command.exec(text) ?? [];
  if (name === undefined) return { type: 'text', text };
  const known = payload.test(word) ? { payload: word } : {};
  return { type: 'command', name: name.toLowerCase(), ...known };
};

const personOf = (from: { id: number; first_name: string; language_code?: string }) => ({
  id: from.id,
  firstName: from.first_name,
  ...(from.language_code ? { languageTag: from.language_code } : {}),
});
