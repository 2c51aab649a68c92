import { badRequest } from '../errors.ts';
import type { Message, MessageContent } from '../wire.ts';
import { deliver, readCaption } from './deliver.ts';
import { method } from './method.ts';
import { captioned, ignored, messageId, sending } from './parameters.ts';
import { findMessage, findPerson } from './people.ts';

const contentOf = (wire: Message): MessageContent => {
  const {
    message_id: _id,
    from: _from,
    chat: _chat,
    date: _date,
    edit_date: _edited,
    media_group_id: _group,
    reply_markup: _markup,
    reply_to_message: _reply,
    forward_origin: _origin,
    has_protected_content: _protected,
    ...content
  } = wire;
  return content;
};

const { suggested_post_parameters: _suggested, reply_markup: _markup, ...forwarding } = sending;
const source = {
  from_chat_id: sending.chat_id,
  message_id: messageId,
  video_start_timestamp: ignored,
};
const { business_connection_id: _business, ...copying } = sending;

const copyMessage = method({
  name: 'copyMessage',
  parameters: { ...copying, ...source, ...captioned },
  run: (sandbox, parameters) => {
    const from = findPerson(sandbox, parameters.from_chat_id);
    const place = { chatId: from.id, messageId: parameters.message_id };
    const { wire } = findMessage(sandbox, place, 'message to copy not found');
    if (wire.invoice !== undefined) throw badRequest("message can't be copied");
    const content = contentOf(wire);
    const isCaptioned = parameters.caption !== undefined && wire.text === undefined;
    const { caption: _old, caption_entities: _oldEntities, ...bare } = content;
    const sent = deliver(
      sandbox,
      parameters,
      isCaptioned ? { ...bare, ...readCaption(parameters) } : content,
    );
    return { message_id: sent.message_id };
  },
});

const {
  business_connection_id: _connection,
  allow_paid_broadcast: _paid,
  reply_parameters: _reply,
  ...plainForwarding
} = forwarding;

const forwardMessage = method({
  name: 'forwardMessage',
  parameters: { ...plainForwarding, suggested_post_parameters: ignored, ...source },
  run: (sandbox, parameters) => {
    const from = findPerson(sandbox, parameters.from_chat_id);
    const place = { chatId: from.id, messageId: parameters.message_id };
    const { wire } = findMessage(sandbox, place, 'message to forward not found');
    if (wire.has_protected_content === true) throw badRequest("message can't be forwarded");
    return deliver(sandbox, parameters, {
      ...contentOf(wire),
      forward_origin: { type: 'user', sender_user: wire.from, date: wire.date },
    });
  },
});

export const copyMethods = [copyMessage, forwardMessage];
