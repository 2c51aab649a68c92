/** One call of the Bot API as it came in, without the token. */
export interface RecordedCall {
  method: string;
  /** Files stand as `{fileName, size}`. */
  parameters: Record<string, unknown>;
  /** Parameters the sandbox's method does not have: a typing error, or newer than it. */
  unknownParameters: string[];
  /** Epoch milliseconds. */
  at: number;
  ok: boolean;
  errorCode?: number;
  description?: string;
}

export interface CallLog {
  add: (call: RecordedCall) => void;
  /** Oldest first. */
  list: () => RecordedCall[];
}

/** Keeps the newest `limit` calls. */
export const createCallLog = (limit = 1_000): CallLog => {
  let calls: RecordedCall[] = [];
  return {
    add: (call) => {
      calls.push(call);
      if (calls.length > limit * 2) calls = calls.slice(-limit);
    },
    list: () => calls.slice(-limit),
  };
};
