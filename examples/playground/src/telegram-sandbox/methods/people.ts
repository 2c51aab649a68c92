import { badRequest, forbidden } from '../errors.ts';
import type { Sandbox } from '../sandbox.ts';
import type { MessageRecord, Person } from '../store.ts';

/** Who a chat id names. A chat the person never opened does not exist for the bot. */
export const findPerson = ({ store }: Pick<Sandbox, 'store'>, chatId: number | string): Person => {
  if (chatId === '') throw badRequest('chat_id is empty');
  const person = store.people.get(chatId);
  if (person === undefined || !person.started) throw badRequest('chat not found');
  return person;
};

/** The same, for what would make a sound on the person's phone. */
export const findReachable = (sandbox: Pick<Sandbox, 'store'>, chatId: number | string): Person => {
  const person = findPerson(sandbox, chatId);
  if (person.blocked) throw forbidden('bot was blocked by the user');
  return person;
};

export const findMessage = (
  { store }: Pick<Sandbox, 'store'>,
  place: { chatId: number; messageId: number },
  refusal: string,
): MessageRecord => {
  const record = store.messages.find(place.chatId, place.messageId);
  if (record === undefined) throw badRequest(refusal);
  return record;
};
