import type { ChatContext } from './chat-context.ts';
import { daySections } from './day-sections.ts';
import { el } from './dom.ts';
import { messageRows, messagesOf } from './message-rows.ts';
import type { Message, Photo } from './protocol.ts';

export type MessageList = {
  element: HTMLElement;
  /** True when the message was not there before. */
  put: (message: Message) => boolean;
  remove: (ids: number[]) => void;
  /** Makes the list show exactly these: what a reconnected page has missed. */
  reset: (messages: Message[]) => void;
  has: (id: number) => boolean;
  photos: () => Photo[];
  row: (id: number) => HTMLElement | undefined;
};

export const messageList = (context: ChatContext): MessageList => {
  const element = el('div', {
    class: 'messages',
    role: 'log',
    'aria-live': 'polite',
    'data-testid': 'messages',
  });
  const rows = messageRows(context);
  const arrange = daySections(element, context);
  return {
    element,
    put: (message) => {
      const isNew = rows.place(message);
      arrange(rows.sorted());
      const row = rows.of(message.id);
      if (isNew && row?.messages.size === 1) row.element.classList.add('is-arriving');
      return isNew;
    },
    remove: (ids) => {
      ids.forEach(rows.drop);
      arrange(rows.sorted());
    },
    reset: (messages) => {
      const kept = new Set(messages.map(({ id }) => id));
      for (const id of rows.ids()) if (!kept.has(id)) rows.drop(id);
      messages.forEach(rows.place);
      arrange(rows.sorted());
    },
    has: (id) => rows.of(id) !== undefined,
    photos: () =>
      rows
        .sorted()
        .flatMap(messagesOf)
        .flatMap(({ photo }) => photo ?? []),
    row: (id) => rows.of(id)?.element,
  };
};
