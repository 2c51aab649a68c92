/** How long to be silent, and where, because Telegram said so. */
export type Holds = {
  waitMs(chat: string, now: number): number;
  /** Telegram refused a call in this chat, and names the wait. */
  refused(chat: string, waitMs: number, now: number): void;
  /** Telegram took a message: whatever is held is held for its own sake. */
  accepted(): void;
};

/** So many chats refused one after the other: it is not they who are busy, it is us. */
const chatsThatMeanAll = 3;

export const createHolds = (): Holds => {
  const chats = new Map<string, number>();
  const refusedInARow = new Set<string>();
  let allUntil = -Infinity;
  return {
    waitMs: (chat, now) => Math.max(0, Math.max(allUntil, chats.get(chat) ?? -Infinity) - now),
    refused: (chat, waitMs, now) => {
      for (const [held, end] of chats) if (end <= now) chats.delete(held);
      const until = now + waitMs;
      chats.set(chat, Math.max(chats.get(chat) ?? -Infinity, until));
      refusedInARow.add(chat);
      if (refusedInARow.size >= chatsThatMeanAll) allUntil = Math.max(allUntil, until);
    },
    accepted: () => refusedInARow.clear(),
  };
};
