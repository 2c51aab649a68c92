import type { UserId } from '../../shared/ids.ts';
import type { LiveMessage, LiveMessages } from '../../ports/live-messages.ts';

export const inMemoryLiveMessages = (): LiveMessages => {
  const messages = new Map<string, LiveMessage>();
  const keyOf = (userId: UserId, topic: string): string => `${userId} ${topic}`;
  return {
    find: async (userId, topic) => messages.get(keyOf(userId, topic)),
    save: async (message) => {
      const key = keyOf(message.userId, message.topic);
      if ((messages.get(key)?.version ?? -Infinity) > message.version) return false;
      messages.set(key, message);
      return true;
    },
    delete: async (userId, topic) => void messages.delete(keyOf(userId, topic)),
  };
};
