import { telegramAddress } from '@aisha/adapters/telegraf';
import type { IncomingUpdate, Logger, UpdateInbox } from '@aisha/core';
import { updateSchema, type RawUpdate } from './update-schema.ts';

/** Keeps what Telegram delivered before it is acknowledged. One commit for all; what is not an update is dropped with a word in the log. */
export const landUpdates = async (
  { inbox, logger }: { inbox: Pick<UpdateInbox, 'land'>; logger: Logger },
  deliveries: readonly unknown[],
): Promise<number> => {
  const updates = deliveries.flatMap((delivery) => {
    const parsed = updateSchema.safeParse(delivery);
    if (parsed.success) return [toIncoming(parsed.data)];
    logger.warn({ issues: parsed.error.issues.length }, 'a delivery is not an update');
    return [];
  });
  return updates.length === 0 ? 0 : inbox.land(updates);
};

const toIncoming = (update: RawUpdate): IncomingUpdate => {
  const from = senderOf(update);
  return {
    id: update.update_id,
    lane: laneOf(update, from?.id),
    ...(from ? { address: telegramAddress(from.id) } : {}),
    payload: update,
  };
};

const senderOf = (update: RawUpdate) =>
  [update.callback_query, update.message, update.inline_query, update.my_chat_member].find(
    (part) => part?.from,
  )?.from;

/** What is asked inline waits for nothing that goes on in the chat with the bot. */
const laneOf = (update: RawUpdate, from: number | undefined): string => {
  const { message, callback_query: press, inline_query: asked, my_chat_member: member } = update;
  const chat = message?.chat ?? press?.message?.chat ?? member?.chat;
  if (chat) return `chat:${chat.id}`;
  if (from === undefined) return `update:${update.update_id}`;
  return `${asked ? 'inline' : 'person'}:${from}`;
};
