/** News for one person's page. Numbers grow over all people and over restarts. */
export interface PageEvent {
  id: number;
  type: string;
  data: unknown;
}

type PageListener = (event: PageEvent) => void;

export interface EventHub {
  publish: (userId: number, type: string, data: unknown) => void;
  /** First what came after `lastEventId`, as far as it is kept, then everything new. Returns the way out. */
  subscribe: (
    userId: number,
    lastEventId: number | undefined,
    listener: PageListener,
  ) => () => void;
  lastEventId: () => number;
  /** People with an open page. */
  watchers: () => number[];
}

const maxKept = 200;
const maxPeople = 500;

export const createEventHub = (now: () => number): EventHub => {
  const kept = new Map<number, PageEvent[]>();
  const listeners = new Map<number, Set<PageListener>>();
  let last = now();

  const keep = (userId: number, event: PageEvent): void => {
    const events = [...(kept.get(userId) ?? []), event].slice(-maxKept);
    kept.delete(userId);
    kept.set(userId, events);
    const [idle] = kept.size > maxPeople ? kept.keys() : [];
    if (idle !== undefined) kept.delete(idle);
  };

  return {
    lastEventId: () => last,
    watchers: () => [...listeners.keys()],
    publish: (userId, type, data) => {
      last += 1;
      const event = { id: last, type, data };
      keep(userId, event);
      for (const listener of listeners.get(userId) ?? []) listener(event);
    },
    subscribe: (userId, lastEventId, listener) => {
      const missed = lastEventId === undefined ? [] : (kept.get(userId) ?? []);
      for (const event of missed) if (event.id > (lastEventId ?? 0)) listener(event);
      const own = listeners.get(userId) ?? new Set();
      listeners.set(userId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(userId) === own) listeners.delete(userId);
      };
    },
  };
};
