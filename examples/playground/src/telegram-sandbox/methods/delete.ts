import { z } from 'zod';
import { badRequest } from '../errors.ts';
import type { Sandbox } from '../sandbox.ts';
import { method } from './method.ts';
import { messageId, object, sending } from './parameters.ts';
import { findPerson } from './people.ts';

/** A bot can take back what is younger than two days. */
const maxAgeSeconds = 48 * 3_600;

const isOld = ({ store, now }: Sandbox, chatId: number, id: number): boolean => {
  const date = store.messages.find(chatId, id)?.wire.date;
  return date !== undefined && date < now() / 1_000 - maxAgeSeconds;
};

const deleteMessage = method({
  name: 'deleteMessage',
  parameters: { chat_id: sending.chat_id, message_id: messageId },
  run: (sandbox, { chat_id: chatId, message_id: id }) => {
    const person = findPerson(sandbox, chatId);
    if (isOld(sandbox, person.id, id)) throw badRequest("message can't be deleted for everyone");
    if (!sandbox.store.messages.delete(person.id, id))
      throw badRequest('message to delete not found');
    sandbox.hub.publish(person.id, 'deleted', { ids: [id] });
    return true;
  },
});

const deleteMessages = method({
  name: 'deleteMessages',
  parameters: {
    chat_id: sending.chat_id,
    message_ids: object(z.array(z.number().int()).min(1).max(100)),
  },
  run: (sandbox, { chat_id: chatId, message_ids: wanted }) => {
    const person = findPerson(sandbox, chatId);
    const ids = wanted.filter(
      (id) => !isOld(sandbox, person.id, id) && sandbox.store.messages.delete(person.id, id),
    );
    if (ids.length > 0) sandbox.hub.publish(person.id, 'deleted', { ids });
    return true;
  },
});

export const deleteMethods = [deleteMessage, deleteMessages];
