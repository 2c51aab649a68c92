import { z } from 'zod';
import { badRequest } from '../errors.ts';
import { botUser, saveMessage } from '../messages.ts';
import { chatOf, userOf } from '../store.ts';
import { method } from './method.ts';
import { flag, ignored, integer, messageId, object, sending } from './parameters.ts';
import { findMessage, findPerson, findReachable } from './people.ts';

const chat = { chat_id: sending.chat_id };

const getChat = method({
  name: 'getChat',
  parameters: chat,
  run: (sandbox, { chat_id: chatId }) => {
    const person = findPerson(sandbox, chatId);
    const pinned = sandbox.store.messages.find(
      person.id,
      pinnedOf(sandbox.store, person.id).at(-1) ?? 0,
    );
    return {
      ...chatOf(person),
      accent_color_id: 0,
      max_reaction_count: 11,
      accepted_gift_types: {
        unlimited_gifts: false,
        limited_gifts: false,
        unique_gifts: false,
        premium_subscription: false,
      },
      ...(pinned && { pinned_message: pinned.wire }),
    };
  },
});

const getChatMember = method({
  name: 'getChatMember',
  parameters: { ...chat, user_id: integer },
  run: (sandbox, { chat_id: chatId, user_id: userId }) => {
    const person = findPerson(sandbox, chatId);
    if (userId === person.id) return { user: userOf(person), status: 'member' };
    if (userId === sandbox.bot.id) return { user: botUser(sandbox), status: 'member' };
    throw badRequest('member not found');
  },
});

const getUserProfilePhotos = method({
  name: 'getUserProfilePhotos',
  parameters: { user_id: integer, offset: integer.optional(), limit: integer.optional() },
  run: ({ store }, { user_id: userId }) => {
    if (store.people.get(userId) === undefined) throw badRequest('user not found');
    return { total_count: 0, photos: [] };
  },
});

const pinnedOf = ({ settings }: { settings: { get: (key: string) => unknown } }, chatId: number) =>
  (settings.get(`pinned:${chatId}`) as number[] | undefined) ?? [];

const pinChatMessage = method({
  name: 'pinChatMessage',
  parameters: {
    business_connection_id: ignored,
    ...chat,
    message_id: messageId,
    disable_notification: flag,
  },
  run: (sandbox, { chat_id: chatId, message_id: id }) => {
    const person = findReachable(sandbox, chatId);
    findMessage(sandbox, { chatId: person.id, messageId: id }, 'message to pin not found');
    const others = pinnedOf(sandbox.store, person.id).filter((pinned) => pinned !== id);
    sandbox.store.settings.set(`pinned:${person.id}`, [...others, id].slice(-100));
    sandbox.hub.publish(person.id, 'pinned', { id });
    return true;
  },
});

const unpinChatMessage = method({
  name: 'unpinChatMessage',
  parameters: { business_connection_id: ignored, ...chat, message_id: integer.optional() },
  run: (sandbox, { chat_id: chatId, message_id: wanted }) => {
    const person = findPerson(sandbox, chatId);
    const pinned = pinnedOf(sandbox.store, person.id);
    const id = wanted ?? pinned.at(-1);
    if (id === undefined || !pinned.includes(id)) throw badRequest('message to unpin not found');
    const rest = pinned.filter((other) => other !== id);
    sandbox.store.settings.set(`pinned:${person.id}`, rest);
    sandbox.hub.publish(person.id, 'pinned', { id: rest.at(-1) ?? null });
    return true;
  },
});

const unpinAllChatMessages = method({
  name: 'unpinAllChatMessages',
  parameters: chat,
  run: (sandbox, { chat_id: chatId }) => {
    const person = findPerson(sandbox, chatId);
    sandbox.store.settings.delete(`pinned:${person.id}`);
    sandbox.hub.publish(person.id, 'pinned', { id: null });
    return true;
  },
});

const reaction = z.looseObject({ type: z.string(), emoji: z.string().max(16).optional() });

const setMessageReaction = method({
  name: 'setMessageReaction',
  parameters: {
    ...chat,
    message_id: messageId,
    reaction: object(z.array(reaction)).optional(),
    is_big: flag,
  },
  run: (sandbox, { chat_id: chatId, message_id: id, reaction: reactions = [] }) => {
    const person = findReachable(sandbox, chatId);
    const at = { chatId: person.id, messageId: id };
    const record = findMessage(sandbox, at, 'message to react not found');
    if (reactions.length > 1) throw badRequest('REACTIONS_TOO_MANY');
    const { reaction: _former, ...plain } = record;
    const emoji = reactions[0]?.emoji;
    saveMessage(sandbox, emoji === undefined ? plain : { ...plain, reaction: emoji });
    return true;
  },
});

export const chatMethods = [
  getChat,
  getChatMember,
  getUserProfilePhotos,
  pinChatMessage,
  unpinChatMessage,
  unpinAllChatMessages,
  setMessageReaction,
];
