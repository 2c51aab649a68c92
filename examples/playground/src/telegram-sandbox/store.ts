import { randomInt } from 'node:crypto';
import type { Journal, Table } from './journal.ts';
import type { Chat, Message, Payment, Update, User } from './wire.ts';

/** A person of the chat page. Their private chat with the bot has the same id. */
export interface Person {
  id: number;
  firstName: string;
  username?: string;
  languageCode: string;
  /** They have written at least once; before that the bot cannot write to them. */
  started: boolean;
  blocked: boolean;
}

/** A message with what the Bot API never shows again but the page needs. */
export interface MessageRecord {
  wire: Message;
  byBot: boolean;
  silent?: boolean;
  /** Buttons under the input line; an empty list takes them away. */
  replyKeyboard?: { text: string }[][];
  reaction?: string;
  /** The hidden payload of an invoice. */
  invoicePayload?: string;
}

export interface PendingQuery {
  id: string;
  kind: 'callback' | 'inline' | 'pre_checkout';
  userId: number;
  messageId?: number;
  /** Epoch milliseconds. */
  askedAt: number;
  answered: boolean;
  /** Of an inline query: the photos it was answered with, largest sizes, by the results' ids. */
  choices?: Record<string, string>;
}

export interface PaymentRecord extends Payment {
  userId: number;
  /** Epoch seconds. */
  date: number;
  refunded: boolean;
}

export interface Store {
  people: Table<Person>;
  queries: Table<PendingQuery>;
  payments: Table<PaymentRecord>;
  updates: Table<Update>;
  /** Commands, names, the webhook: small objects by key. */
  settings: Table<unknown>;
  /** The next number of a sequence that outlives the process. */
  next: (sequence: 'update' | 'message' | 'file') => number;
  messages: {
    find: (chatId: number, messageId: number) => MessageRecord | undefined;
    save: (record: MessageRecord) => void;
    delete: (chatId: number, messageId: number) => boolean;
    /** Ascending by id. */
    list: (chatId: number) => MessageRecord[];
  };
}

const maxMessagesPerChat = 2_000;
const maxQueries = 1_000;
const firstUpdateId = 100_000_000;

const openMessages = (table: Table<MessageRecord>): Store['messages'] => {
  const chats = new Map<number, Set<number>>();
  const idsOf = (chatId: number): Set<number> => {
    const ids = chats.get(chatId) ?? new Set<number>();
    chats.set(chatId, ids);
    return ids;
  };
  for (const { wire } of table.values()) idsOf(wire.chat.id).add(wire.message_id);

  const find = (chatId: number, messageId: number): MessageRecord | undefined =>
    table.get(`${chatId}:${messageId}`);
  const remove = (chatId: number, messageId: number): boolean => {
    idsOf(chatId).delete(messageId);
    return table.delete(`${chatId}:${messageId}`);
  };
  return {
    find,
    delete: remove,
    save: (record) => {
      const { chat, message_id: messageId } = record.wire;
      table.set(`${chat.id}:${messageId}`, record);
      const ids = idsOf(chat.id).add(messageId);
      const [oldest] = ids;
      if (ids.size > maxMessagesPerChat && oldest !== undefined) remove(chat.id, oldest);
    },
    list: (chatId) =>
      [...idsOf(chatId)]
        .toSorted((one, other) => one - other)
        .flatMap((messageId) => find(chatId, messageId) ?? []),
  };
};

/** A table that forgets its oldest row when it grows past `limit`. */
const bounded = <T>(table: Table<T>, limit: number, keyOf: (row: T) => string): Table<T> => ({
  ...table,
  get size() {
    return table.size;
  },
  set: (key, value) => {
    table.set(key, value);
    const [oldest] = table.size > limit ? table.values() : [];
    if (oldest !== undefined) table.delete(keyOf(oldest));
  },
});

export const openStore = (journal: Journal): Store => {
  const sequences = journal.table<number>('sequence');
  return {
    people: journal.table<Person>('person'),
    queries: bounded(journal.table<PendingQuery>('query'), maxQueries, ({ id }) => id),
    payments: journal.table<PaymentRecord>('payment'),
    updates: journal.table<Update>('update'),
    settings: journal.table<unknown>('setting'),
    next: (sequence) => {
      const first = sequence === 'update' ? firstUpdateId + randomInt(1_000_000) : 0;
      const next = (sequences.get(sequence) ?? first) + 1;
      sequences.set(sequence, next);
      return next;
    },
    messages: openMessages(journal.table<MessageRecord>('message')),
  };
};

/** Rows are never changed in place. */
const rememberRows = <T>(
  rows: () => T[],
  { set, remove }: { set: (row: T) => void; remove: (row: T) => void },
) => {
  const before = rows();
  return (): void => {
    const kept = new Set(before);
    const now = new Set(rows());
    for (const row of now) if (!kept.has(row)) remove(row);
    for (const row of before) if (!now.has(row)) set(row);
  };
};

/** What this answers puts back people, their chats and their questions as they are now. Files and numbers stay. */
export const rememberChats = ({ people, queries, messages }: Store): (() => void) => {
  const allMessages = () => people.values().flatMap(({ id }) => messages.list(id));
  const restores = [
    rememberRows(people.values, {
      set: (person) => people.set(person.id, person),
      remove: ({ id }) => people.delete(id),
    }),
    rememberRows(queries.values, {
      set: (query) => queries.set(query.id, query),
      remove: ({ id }) => queries.delete(id),
    }),
    rememberRows(allMessages, {
      set: messages.save,
      remove: ({ wire }) => messages.delete(wire.chat.id, wire.message_id),
    }),
  ];
  return () => {
    for (const restore of restores.toReversed()) restore();
  };
};

export const userOf = ({ id, firstName, username, languageCode }: Person): User => ({
  id,
  is_bot: false,
  first_name: firstName,
  ...(username !== undefined && { username }),
  language_code: languageCode,
});

export const chatOf = ({ id, firstName, username }: Person): Chat => ({
  id,
  type: 'private',
  first_name: firstName,
  ...(username !== undefined && { username }),
});
