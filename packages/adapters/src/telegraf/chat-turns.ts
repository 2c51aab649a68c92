import { isPortError } from '@aisha/core';
import { createChatTurn, type ChatTurn, type Telling } from './chat-turn.ts';

export type ChatTurns = {
  /**
   * Tells when it is the chat's turn: one after the other, so that the parts of one piece of news stay
   * together, and what only passes comes last. Undefined: newer news of the topic has made it needless.
   * Errors: `messenger.rate-limited` before anything was told, where too many wait or for too long;
   * whatever `tell` throws; `messenger.blocked` for all who wait once one has met it.
   */
  take<T>(
    telling: Telling & { readonly chatId: number },
    tell: () => Promise<T>,
  ): Promise<T | undefined>;
};

/** Chats remembered before those where nothing happens are forgotten. */
const remembered = 1_000;

export const createChatTurns = (now: () => number = () => performance.now()): ChatTurns => {
  const chats = new Map<number, ChatTurn>();
  const turnOf = (chatId: number): ChatTurn => {
    const known = chats.get(chatId);
    if (known) return known;
    if (chats.size >= remembered) {
      for (const [id, chat] of chats) if (chat.isIdle()) chats.delete(id);
    }
    const turn = createChatTurn(now);
    chats.set(chatId, turn);
    return turn;
  };
  return {
    take: async (telling, tell) => {
      const turn = turnOf(telling.chatId);
      if ((await turn.take(telling)) === 'needless') return undefined;
      try {
        return await tell();
      } catch (error) {
        if (isPortError(error, 'messenger.blocked')) turn.shut(error);
        throw error;
      } finally {
        turn.pass();
      }
    },
  };
};
