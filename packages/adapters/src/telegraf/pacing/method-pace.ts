/** Where a call speaks, and as how many messages it counts. */
export type MethodPace = { readonly chat: string; readonly weight: number };

type Payload = Readonly<Record<string, unknown>>;

const messages = /^(?:send|edit|copy|forward)/u;
/** They speak in a chat, or to a press, and are no messages. */
const gestures = /^(?:sendChatAction|answer|delete.*Messages?$|setMessageReaction)/u;

/** Undefined for what says nothing to anybody: reading, files, the bot's own profile. */
export const paceOf = (method: string, payload: Payload): MethodPace | undefined => {
  const chat = chatOf(payload['chat_id']);
  if (gestures.test(method)) return { chat, weight: 0 };
  return messages.test(method) ? { chat, weight: weightOf(payload) } : undefined;
};

const chatOf = (id: unknown): string =>
  typeof id === 'number' || typeof id === 'string' ? String(id) : '';

/** An album is as many messages as it has pictures. */
const weightOf = ({ media, message_ids: ids }: Payload): number => {
  const many = [media, ids].find((list) => Array.isArray(list));
  return Array.isArray(many) ? Math.max(1, many.length) : 1;
};

/** Shown for as long as it is true: later it is not worth showing. */
export const isCourtesy = (method: string): boolean => method === 'sendChatAction';

export const isEdit = (method: string): boolean => method.startsWith('edit');

/** Bytes can be sent again from the start; a stream that was read is gone. */
export const isRepeatable = (payload: unknown, depth = 0): boolean => {
  if (typeof payload !== 'object' || payload === null || depth > 4) return true;
  if (ArrayBuffer.isView(payload)) return true;
  if ('pipe' in payload) return false;
  return Object.values(payload).every((value) => isRepeatable(value, depth + 1));
};
