import type { ChatContext } from './chat-context.ts';
import { el } from './dom.ts';
import { drawMessages } from './message-view.ts';
import type { Message } from './protocol.ts';

/** What stands as one in the chat: a message, or the messages of an album. */
export type Row = { element: HTMLElement; messages: Map<number, Message>; drawn: string };

export type MessageRows = {
  /** True when the message was not there before. */
  place: (message: Message) => boolean;
  drop: (id: number) => void;
  of: (id: number) => Row | undefined;
  ids: () => number[];
  /** Oldest first. */
  sorted: () => Row[];
};

const rowKey = (message: Message): string =>
  message.mediaGroupId === undefined ? `m${message.id}` : `g${message.from}${message.mediaGroupId}`;

export const messagesOf = (row: Row): Message[] =>
  [...row.messages.values()].toSorted((a, b) => a.id - b.id);

export const messageRows = (context: ChatContext): MessageRows => {
  const rows = new Map<string, Row>();
  const keys = new Map<number, string>();
  const of = (id: number): Row | undefined => rows.get(keys.get(id) ?? '');

  const draw = (row: Row): void => {
    const messages = messagesOf(row);
    const drawn = JSON.stringify(messages);
    if (row.drawn === drawn) return;
    row.drawn = drawn;
    drawMessages(row.element, messages, context);
  };
  const place = (message: Message): boolean => {
    const key = rowKey(message);
    const row: Row = rows.get(key) ?? { element: el('article'), messages: new Map(), drawn: '' };
    const isNew = !keys.has(message.id);
    rows.set(key, row);
    keys.set(message.id, key);
    row.messages.set(message.id, message);
    draw(row);
    return isNew;
  };
  const drop = (id: number): void => {
    const row = of(id);
    if (!row) return;
    row.messages.delete(id);
    if (row.messages.size > 0) draw(row);
    else {
      row.element.remove();
      rows.delete(keys.get(id) ?? '');
    }
    keys.delete(id);
  };
  const firstId = (row: Row): number => Math.min(...row.messages.keys());
  return {
    place,
    drop,
    of,
    ids: () => [...keys.keys()],
    sorted: () => [...rows.values()].toSorted((a, b) => firstId(a) - firstId(b)),
  };
};
