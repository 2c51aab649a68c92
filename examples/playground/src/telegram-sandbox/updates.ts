import { isDeepStrictEqual } from 'node:util';
import { conflict } from './errors.ts';
import type { Store } from './store.ts';
import type { Update, UpdateBody } from './wire.ts';

interface PollRequest {
  offset: number;
  limit: number;
  timeoutSeconds: number;
  /** Aborted when the poller hangs up. */
  signal: AbortSignal;
}

export interface UpdateQueue {
  push: (body: UpdateBody) => void;
  /** Confirms what lies before `offset`, then waits for the rest. Throws 409 when another poll takes over. */
  poll: (request: PollRequest) => Promise<Update[]>;
  /** Ascending, bounded. */
  pending: () => Update[];
  readonly size: number;
  confirm: (updateId: number) => void;
  clear: () => void;
  /** Ends a waiting poll with a 409 of this text. */
  interrupt: (text: string) => void;
  allow: (types: string[] | undefined) => void;
  allowed: () => string[] | undefined;
  onPush: (listener: () => void) => void;
}

const maxPending = 10_000;
const onlyWhenAsked = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);
const otherPoller =
  'terminated by other getUpdates request; make sure that only one bot instance is running';

interface Waiter {
  wake: () => void;
  fail: (error: Error) => void;
}

/** Resolves when something is pushed, the time is over or the poller is gone. */
const waitForPush = (
  seconds: number,
  signal: AbortSignal,
  register: (waiter: Waiter | undefined) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = (finish: () => void) => () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      register(undefined);
      finish();
    };
    const wake = settle(resolve);
    const timer = setTimeout(wake, seconds * 1_000);
    signal.addEventListener('abort', wake);
    register({ wake, fail: (error) => settle(() => reject(error))() });
  });

type Shelf = Pick<Store, 'updates' | 'settings' | 'next'>;

/** The types the bot asked for last; Telegram remembers them, and so does the sandbox. */
const openWishes = ({ settings }: Shelf) => {
  const allowed = (): string[] | undefined =>
    settings.get('allowed_updates') as string[] | undefined;
  return {
    allowed,
    allow: (types: string[] | undefined): void => {
      if (types?.length === 0) settings.delete('allowed_updates');
      else if (types !== undefined && !isDeepStrictEqual(types, allowed()))
        settings.set('allowed_updates', types);
    },
    includes: (body: UpdateBody): boolean =>
      Object.keys(body).some((type) => allowed()?.includes(type) ?? !onlyWhenAsked.has(type)),
  };
};

const openPending = ({ updates, next }: Shelf) => ({
  add: (body: UpdateBody): void => {
    const id = next('update');
    updates.set(id, { update_id: id, ...body });
    const [oldest] = updates.size > maxPending ? updates.values() : [];
    if (oldest !== undefined) updates.delete(oldest.update_id);
  },
  /** A negative offset keeps that many of the newest. */
  confirmBefore: (offset: number): void => {
    const rows = updates.values();
    const gone =
      offset < 0 ? rows.slice(0, offset) : rows.filter(({ update_id: id }) => id < offset);
    for (const { update_id: id } of gone) updates.delete(id);
  },
});

/** Updates in the order they happened, kept until the bot confirms them. */
export const createUpdateQueue = (store: Shelf, takeDuplicate: () => boolean): UpdateQueue => {
  const { updates } = store;
  const wishes = openWishes(store);
  const pending = openPending(store);
  const listeners: (() => void)[] = [];
  let waiter: Waiter | undefined;
  const take = (limit: number): Update[] =>
    updates
      .values()
      .slice(0, limit)
      .flatMap((update) => (takeDuplicate() ? [update, update] : [update]));
  const interrupt = (text: string): void => waiter?.fail(conflict(text));

  return {
    pending: updates.values,
    allowed: wishes.allowed,
    allow: wishes.allow,
    interrupt,
    get size() {
      return updates.size;
    },
    confirm: (updateId) => updates.delete(updateId),
    clear: () => pending.confirmBefore(Number.MAX_SAFE_INTEGER),
    onPush: (listener) => listeners.push(listener),
    push: (body) => {
      if (!wishes.includes(body)) return;
      pending.add(body);
      waiter?.wake();
      for (const listener of listeners) listener();
    },
    poll: async ({ offset, limit, timeoutSeconds, signal }) => {
      interrupt(otherPoller);
      pending.confirmBefore(offset);
      if (updates.size === 0 && timeoutSeconds > 0)
        await waitForPush(timeoutSeconds, signal, (registered) => {
          waiter = registered;
        });
      return signal.aborted ? [] : take(limit);
    },
  };
};
