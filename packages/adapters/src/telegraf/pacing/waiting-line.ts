import { rankOf, type PacedCall } from './paced-call.ts';

type InLine = { readonly call: PacedCall };

/** Whoever waits, in the order in which they may go: by priority, then as they came. */
export type WaitingLine<Entry extends InLine> = {
  readonly length: number;
  join(entry: Entry): void;
  /** In front of those of the same priority. */
  rejoin(entry: Entry): void;
  leave(entry: Entry): void;
  /** As it is now. */
  list(): readonly Entry[];
};

export const createWaitingLine = <Entry extends InLine>(): WaitingLine<Entry> => {
  const entries: Entry[] = [];
  const insertBefore = (entry: Entry, isBehind: (rank: number) => boolean): void => {
    const at = entries.findIndex(({ call }) => isBehind(rankOf(call)));
    entries.splice(at < 0 ? entries.length : at, 0, entry);
  };
  return {
    get length() {
      return entries.length;
    },
    join: (entry) => insertBefore(entry, (rank) => rank > rankOf(entry.call)),
    rejoin: (entry) => insertBefore(entry, (rank) => rank >= rankOf(entry.call)),
    leave: (entry) => {
      const at = entries.indexOf(entry);
      if (at >= 0) entries.splice(at, 1);
    },
    list: () => [...entries],
  };
};
