import { badRequest } from '../errors.ts';
import { deliver, readText } from './deliver.ts';
import { method } from './method.ts';
import { entities, ignored, integer, sending, text } from './parameters.ts';
import { findReachable } from './people.ts';

const sendMessage = method({
  name: 'sendMessage',
  parameters: {
    ...sending,
    text,
    parse_mode: text,
    entities,
    link_preview_options: ignored,
  },
  run: (sandbox, parameters) => {
    const { text: raw, parse_mode: parseMode, entities } = parameters;
    return deliver(sandbox, parameters, readText(raw, { parseMode, entities }));
  },
});

const actions = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);
const actionMs = 5_000;

const sendChatAction = method({
  name: 'sendChatAction',
  parameters: {
    business_connection_id: ignored,
    chat_id: sending.chat_id,
    message_thread_id: ignored,
    action: text,
  },
  run: (sandbox, { chat_id: chatId, action = '' }) => {
    const person = findReachable(sandbox, chatId);
    if (!actions.has(action)) throw badRequest('wrong parameter action in request');
    sandbox.hub.publish(person.id, 'action', { action, until: sandbox.now() + actionMs });
    return true;
  },
});

const draftMs = 30_000;

const sendMessageDraft = method({
  name: 'sendMessageDraft',
  parameters: {
    chat_id: sending.chat_id,
    message_thread_id: ignored,
    draft_id: integer,
    text,
    parse_mode: text,
    entities,
  },
  run: (sandbox, parameters) => {
    const { chat_id: chatId, draft_id: draftId, parse_mode: parseMode } = parameters;
    const person = findReachable(sandbox, chatId);
    if (draftId === 0) throw badRequest('DRAFT_ID_INVALID');
    const content =
      parameters.text === undefined || parameters.text === ''
        ? { text: '' }
        : readText(parameters.text, { parseMode, entities: parameters.entities });
    const until = sandbox.now() + draftMs;
    sandbox.hub.publish(person.id, 'draft', { draftId, ...content, until });
    return true;
  },
});

export const textMethods = [sendMessage, sendChatAction, sendMessageDraft];
