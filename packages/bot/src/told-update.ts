import type { ToldUpdate } from '@aisha/adapters/composition';
import type { ClaimedUpdate } from '@aisha/core';
import type { Update } from 'telegraf/types';

/** What is told of an update beside what it does: its kind, and whose it is. Nothing of what it says. */
export const toldUpdate = ({ id, payload, user, attempts }: ClaimedUpdate): ToldUpdate => {
  const update = payload as Update;
  const chatId = chatOf(update);
  return {
    kind: kindOf(update),
    facts: {
      updateId: id,
      ...(attempts > 0 && { attempts }),
      ...(chatId !== undefined && { chatId }),
      ...(user && { userId: user.id }),
    },
  };
};

const kindOf = (update: Update): string => {
  if ('callback_query' in update) return 'press';
  if ('inline_query' in update) return 'inline';
  return 'message' in update ? 'message' : 'other';
};

const chatOf = (update: Update): number | undefined => {
  if ('callback_query' in update) return update.callback_query.message?.chat.id;
  if ('message' in update) return update.message.chat.id;
  return undefined;
};
