import type { UserId } from '../../shared/ids.ts';
import type { LiveMessage, LiveMessages } from '../../ports/live-messages.ts';
import { rememberMap, type Remembering } from './remembering.ts';

export type InMemoryLiveMessages = LiveMessages &
  Remembering & {
    forgetPerson(userId: string): void;
    all(): readonly LiveMessage[];
  };

export const inMemoryLiveMessages = (): InMemoryLiveMessages => {
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
    forgetPerson: (userId) => {
      for (const [key, message] of messages) if (message.userId === userId) messages.delete(key);
    },
    all: () => [...messages.values()],
    remember: () => rememberMap(messages),
  };
};
