import { badRequest } from '../errors.ts';
import { formatText, type FormatOptions } from '../entities/format.ts';
import { draftMessage, quoted, saveMessage } from '../messages.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Person } from '../store.ts';
import type { Message, MessageContent } from '../wire.ts';
import { readMarkup } from './markup.ts';
import { findReachable } from './people.ts';

export interface SendingParameters {
  chat_id: number | string;
  disable_notification?: boolean | undefined;
  protect_content?: boolean | undefined;
  reply_parameters?:
    { message_id: number; allow_sending_without_reply?: boolean | undefined } | undefined;
  reply_markup?: unknown;
  /** Kept beside the message, never shown. */
  invoicePayload?: string;
}

export interface CaptionParameters {
  caption?: string | undefined;
  parse_mode?: string | undefined;
  caption_entities?: FormatOptions['entities'];
  show_caption_above_media?: boolean | undefined;
}

const maxTextLength = 4_096;
const maxCaptionLength = 1_024;

/** 1 to 4096 characters after the markup is gone. */
export const readText = (
  raw: string | undefined,
  options: FormatOptions,
): Pick<MessageContent, 'text' | 'entities'> => {
  const { text, entities } = formatText(raw ?? '', options);
  if (text === '') throw badRequest('message text is empty');
  if (text.length > maxTextLength) throw badRequest('message is too long');
  return { text, ...(entities.length > 0 && { entities }) };
};

/** At most 1024 characters after the markup is gone; an empty caption is none. */
export const readCaption = (parameters: CaptionParameters): MessageContent => {
  const { text, entities } = formatText(parameters.caption ?? '', {
    parseMode: parameters.parse_mode,
    entities: parameters.caption_entities,
  });
  if (text.length > maxCaptionLength) throw badRequest('message caption is too long');
  return {
    ...(text !== '' && { caption: text }),
    ...(entities.length > 0 && { caption_entities: entities }),
    ...(parameters.show_caption_above_media === true && { show_caption_above_media: true }),
  };
};

const findReplied = (
  { store }: Sandbox,
  person: Person,
  reply: SendingParameters['reply_parameters'],
): Pick<Message, 'reply_to_message'> => {
  if (reply === undefined) return {};
  const record = store.messages.find(person.id, reply.message_id);
  if (record !== undefined) return { reply_to_message: quoted(record) };
  if (reply.allow_sending_without_reply === true) return {};
  throw badRequest('message to be replied not found');
};

/** Sends a message of the bot. `extra` is what only an album or a forward has. */
export const deliver = (
  sandbox: Sandbox,
  parameters: SendingParameters,
  content: MessageContent & Pick<Message, 'media_group_id' | 'forward_origin'>,
): Message => {
  const person = findReachable(sandbox, parameters.chat_id);
  const { inline, replyKeyboard } = readMarkup(parameters.reply_markup);
  const draft = draftMessage(sandbox, person, {
    byBot: true,
    ...findReplied(sandbox, person, parameters.reply_parameters),
    ...content,
    ...(inline !== undefined && { reply_markup: inline }),
    ...(parameters.protect_content === true && { has_protected_content: true }),
  });
  const record = {
    ...draft,
    ...(parameters.disable_notification === true && { silent: true }),
    ...(replyKeyboard !== undefined && { replyKeyboard }),
    ...(parameters.invoicePayload !== undefined && { invoicePayload: parameters.invoicePayload }),
  };
  return saveMessage(sandbox, record).wire;
};
