import { isDeepStrictEqual } from 'node:util';
import { badRequest } from '../errors.ts';
import { epochSeconds, saveMessage } from '../messages.ts';
import type { Sandbox } from '../sandbox.ts';
import type { MessageRecord } from '../store.ts';
import type { Message, MessageContent } from '../wire.ts';
import { readCaption, readText } from './deliver.ts';
import { inputMedia, readInputMedia } from './input-media.ts';
import { readMarkup } from './markup.ts';
import { method } from './method.ts';
import { captioned, entities, ignored, integer, object, sending, text } from './parameters.ts';
import { findMessage, findPerson } from './people.ts';

const target = {
  business_connection_id: ignored,
  chat_id: sending.chat_id.optional(),
  message_id: integer.optional(),
  inline_message_id: text,
  reply_markup: sending.reply_markup,
};

interface Target {
  chat_id?: number | string | undefined;
  message_id?: number | undefined;
  inline_message_id?: string | undefined;
  reply_markup?: unknown;
}

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

const findOwn = (sandbox: Sandbox, place: Target): MessageRecord => {
  if (place.inline_message_id !== undefined) throw badRequest('MESSAGE_ID_INVALID');
  if (place.message_id === undefined) throw badRequest('message identifier is not specified');
  const person = findPerson(sandbox, place.chat_id ?? '');
  const at = { chatId: person.id, messageId: place.message_id };
  const record = findMessage(sandbox, at, 'message to edit not found');
  if (!record.byBot) throw badRequest("message can't be edited");
  return record;
};

const contentKeys = [
  'text',
  'entities',
  'caption',
  'caption_entities',
  'photo',
  'document',
  'voice',
  'animation',
  'show_caption_above_media',
  'has_media_spoiler',
] as const;
type ContentKey = (typeof contentKeys)[number];

const without = (wire: Message, keys: readonly ContentKey[]): Message =>
  Object.fromEntries(
    Object.entries(wire).filter(([key]) => !keys.some((gone) => gone === key)),
  ) as unknown as Message;

interface Change {
  replaces: readonly ContentKey[];
  content: MessageContent;
  markup: unknown;
}

/** An edit without a keyboard takes the old keyboard away. */
const change = (sandbox: Sandbox, record: MessageRecord, { replaces, ...to }: Change): Message => {
  const { inline } = readMarkup(to.markup);
  const { reply_markup: _old, edit_date: _edited, ...kept } = without(record.wire, replaces);
  const wire = { ...kept, ...to.content, ...(inline !== undefined && { reply_markup: inline }) };
  const { edit_date: _former, ...before } = record.wire;
  if (isDeepStrictEqual(wire, before)) throw badRequest(notModified);
  const edited = { ...wire, edit_date: epochSeconds(sandbox) };
  return saveMessage(sandbox, { ...record, wire: edited }).wire;
};

const editMessageText = method({
  name: 'editMessageText',
  parameters: {
    ...target,
    text,
    parse_mode: text,
    entities,
    link_preview_options: ignored,
    rich_message: ignored,
  },
  run: (sandbox, parameters) => {
    const { parse_mode: parseMode, entities, reply_markup: markup } = parameters;
    const record = findOwn(sandbox, parameters);
    const content = readText(parameters.text, { parseMode, entities });
    if (record.wire.text === undefined) throw badRequest('there is no text in the message to edit');
    return change(sandbox, record, { replaces: ['text', 'entities'], content, markup });
  },
});

const editMessageCaption = method({
  name: 'editMessageCaption',
  parameters: { ...target, ...captioned },
  run: (sandbox, parameters) => {
    const record = findOwn(sandbox, parameters);
    if (record.wire.text !== undefined || record.wire.invoice !== undefined)
      throw badRequest('there is no caption in the message to edit');
    return change(sandbox, record, {
      replaces: ['caption', 'caption_entities', 'show_caption_above_media'],
      content: readCaption(parameters),
      markup: parameters.reply_markup,
    });
  },
});

const editMessageMedia = method({
  name: 'editMessageMedia',
  parameters: {
    ...target,
    media: object(inputMedia),
  },
  run: async (sandbox, parameters, call) => {
    const before = findOwn(sandbox, parameters);
    const content = await readInputMedia(sandbox, parameters.media, call);
    const record = findOwn(sandbox, parameters);
    const isInAlbum = before.wire.media_group_id !== undefined;
    if (isInAlbum && content.animation !== undefined)
      throw badRequest("can't use the media of the specified type in the album");
    return change(sandbox, record, {
      replaces: contentKeys,
      content,
      markup: parameters.reply_markup,
    });
  },
});

const editMessageReplyMarkup = method({
  name: 'editMessageReplyMarkup',
  parameters: target,
  run: (sandbox, parameters) =>
    change(sandbox, findOwn(sandbox, parameters), {
      replaces: [],
      content: {},
      markup: parameters.reply_markup,
    }),
});

export const editMethods = [
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
];
