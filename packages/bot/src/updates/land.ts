import { telegramAddress } from '@aisha/adapters/telegraf';
import type { IncomingUpdate, Logger, UpdateInbox } from '@aisha/core';
import { updateSchema, type RawUpdate } from './update-schema.ts';

/** Keeps what Telegram delivered before it is acknowledged. One commit for all; what is not an update is dropped with a word in the log. */
export const landUpdates = async (
  { inbox, logger }: { inbox: UpdateInbox; logger: Logger },
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
  const from = update.callback_query?.from ?? update.message?.from;
  const chat = update.message?.chat ?? update.callback_query?.message?.chat;
  return {
    id: update.update_id,
    lane: chat ? `chat:${chat.id}` : from ? `person:${from.id}` : `update:${update.update_id}`,
    ...(from ? { address: telegramAddress(from.id) } : {}),
    payload: update,
  };
};
