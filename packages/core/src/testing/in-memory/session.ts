import { PortError } from '../../shared/port-error.ts';
import type { Store } from './store.ts';

/** One transaction's sight of the store, as PostgreSQL's READ COMMITTED gives it. */
export type Session = {
  /** What is committed by now, with this transaction's own changes over it. */
  readonly view: Store;
  /**
   * Runs one statement. Where it changes a row that another transaction has changed, it waits for
   * the end of that one and then looks again; two that wait for each other are told of a deadlock.
   */
  readonly statement: <T>(run: () => Promise<T>) => Promise<T>;
  /** Everything changed becomes what is committed; answers that. */
  commit(): Store;
  /** Nobody waits for this transaction any more. */
  end(): void;
};

type Tables = Map<string, Map<unknown, unknown>>;
type Holder = { waitsFor: Holder | undefined; readonly ended: Promise<void> };
type Locks = Map<string, Holder>;

/**
 * Tables with a second unique key: whoever adds to one is waited for by whoever adds after them, as
 * PostgreSQL makes the second of two equal keys wait for the first.
 */
const guarded: ReadonlySet<string> = new Set([
  'photos',
  'trainings',
  'images',
  'favouriteStyles',
  'runs',
  'events',
  'apiClients',
  'hookMessages',
]);

/** Another transaction has changed the row first and is not over. */
class Held extends Error {
  readonly by: Holder;

  constructor(by: Holder) {
    super('held');
    this.by = by;
  }
}

/** Opens sessions that share one store; `committed` answers what it holds now. */
export const openSession = (committed: () => Store, locks: Locks): Session => {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const self: Holder = { waitsFor: undefined, ended };
  const draft: Tables = new Map();
  const changing: Tables = new Map();
  let taken: string[] = [];
  let last: Promise<unknown> = Promise.resolve();

  const lock = (name: string): void => {
    const holder = locks.get(name);
    if (holder && holder !== self) throw new Held(holder);
    if (holder) return;
    locks.set(name, self);
    taken.push(name);
  };
  const view = viewOf({ committed, draft, changing, lock });

  const undoStatement = (): void => {
    changing.clear();
    for (const name of taken) locks.delete(name);
    taken = [];
  };
  const keepStatement = (): void => {
    for (const [table, rows] of changing) {
      const kept = draft.get(table) ?? new Map<unknown, unknown>();
      for (const [id, row] of rows) kept.set(id, row);
      draft.set(table, kept);
    }
    changing.clear();
    taken = [];
  };
  const attempt = async <T>(run: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        const answer = await run();
        keepStatement();
        return answer;
      } catch (error) {
        undoStatement();
        if (!(error instanceof Held)) throw error;
        await waitFor(self, error.by);
      }
    }
  };

  return {
    view,
    // A connection does one thing after the other.
    statement: (run) => {
      const answer = last.then(() => attempt(run));
      last = answer.catch(() => undefined);
      return answer;
    },
    commit: () => merged(committed(), draft),
    end: () => {
      for (const [name, holder] of locks) if (holder === self) locks.delete(name);
      resolve();
    },
  };
};

const waitFor = async (self: Holder, other: Holder): Promise<void> => {
  for (let next: Holder | undefined = other; next; next = next.waitsFor) {
    if (next === self) {
      throw new PortError('database.conflict', 'a deadlock', { retryable: true });
    }
  }
  self.waitsFor = other;
  await other.ended;
  self.waitsFor = undefined;
};

type Sight = {
  readonly committed: () => Store;
  readonly draft: Tables;
  readonly changing: Tables;
  readonly lock: (name: string) => void;
};

/** A row that was deleted, in the changes of a transaction. */
const gone = Symbol('gone');

const viewOf = (sight: Sight): Store => {
  const tables = new Map<string, SeenTable>();
  return new Proxy({} as Store, {
    get: (_store, name) => {
      const table = tables.get(name as string) ?? new SeenTable(name as string, sight);
      tables.set(name as string, table);
      return table;
    },
  });
};

/** A table as a transaction sees it. A map, so that stores need not know what they are given. */
class SeenTable extends Map<unknown, unknown> {
  readonly #name: string;
  readonly #sight: Sight;

  constructor(name: string, sight: Sight) {
    super();
    this.#name = name;
    this.#sight = sight;
  }

  #base(): Map<unknown, unknown> {
    return this.#sight.committed()[this.#name as keyof Store];
  }

  #find(id: unknown): unknown {
    for (const changes of [this.#sight.changing, this.#sight.draft]) {
      const own = changes.get(this.#name);
      if (own?.has(id)) return own.get(id);
    }
    return this.#base().has(id) ? this.#base().get(id) : gone;
  }

  #change(id: unknown, row: unknown): void {
    if (guarded.has(this.#name) && !this.has(id)) this.#sight.lock(`${this.#name} +`);
    this.#sight.lock(`${this.#name} ${String(id)}`);
    const own = this.#sight.changing.get(this.#name) ?? new Map<unknown, unknown>();
    this.#sight.changing.set(this.#name, own.set(id, row));
  }

  override get(id: unknown): unknown {
    const row = this.#find(id);
    return row === gone ? undefined : row;
  }

  override has(id: unknown): boolean {
    return this.#find(id) !== gone;
  }

  override set(id: unknown, row: unknown): this {
    this.#change(id, row);
    return this;
  }

  override delete(id: unknown): boolean {
    if (!this.has(id)) return false;
    this.#change(id, gone);
    return true;
  }

  override *entries(): MapIterator<[unknown, unknown]> {
    const { changing, draft } = this.#sight;
    const own = [draft, changing].flatMap((tables) => [...(tables.get(this.#name)?.keys() ?? [])]);
    for (const id of new Set([...this.#base().keys(), ...own])) {
      const row = this.#find(id);
      if (row !== gone) yield [id, row];
    }
  }

  override *keys(): MapIterator<unknown> {
    for (const [id] of this.entries()) yield id;
  }

  override *values(): MapIterator<unknown> {
    for (const [, row] of this.entries()) yield row;
  }

  override [Symbol.iterator](): MapIterator<[unknown, unknown]> {
    return this.entries();
  }

  override get size(): number {
    return [...this.keys()].length;
  }
}

/** Untouched tables are shared with what was committed before; no row is ever changed in place. */
const merged = (before: Store, draft: Tables): Store => {
  const after: Record<string, unknown> = { ...before };
  for (const [table, changes] of draft) {
    const rows = new Map<unknown, unknown>(before[table as keyof Store]);
    for (const [id, row] of changes) {
      if (row === gone) rows.delete(id);
      else rows.set(id, row);
    }
    after[table] = rows;
  }
  return after as unknown as Store;
};
