/** One call as it came in; files and data URLs stand as their length, the key is left out. */
export type OpenaiCall = {
  method: string;
  path: string;
  body: unknown;
  status: number;
  /** Epoch milliseconds. */
  at: number;
};

const maxStringLength = 2_000;

const shorten = (value: unknown): unknown => {
  if (typeof value === 'string') {
    if (value.startsWith('data:'))
      return `${value.slice(0, value.indexOf(','))},… (${value.length})`;
    return value.slice(0, maxStringLength);
  }
  if (value instanceof File) return { name: value.name, size: value.size };
  if (Array.isArray(value)) return value.map(shorten);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shorten(each)]));
};

export type CallLog = { add: (call: OpenaiCall) => void; list: () => OpenaiCall[] };

/** Keeps the newest `limit` calls, oldest first. */
export const createCallLog = (limit = 1_000): CallLog => {
  const calls: OpenaiCall[] = [];
  return {
    add: (call) => {
      calls.push({ ...call, body: shorten(call.body) });
      if (calls.length > limit) calls.shift();
    },
    list: () => [...calls],
  };
};
