import { PortError } from '@aisha/core';

/** What is to be told, as far as it matters for whose turn it is. */
export type Telling = {
  readonly topic: string;
  /** Which state of the topic is shown; Infinity for its end. */
  readonly version: number;
  /** Whether it only shows how something goes on: later news of the topic makes it needless. */
  readonly isPassing: boolean;
};

type Verdict = 'turn' | 'needless';

/** Whose turn it is in one chat. */
export type ChatTurn = {
  /** Waits for the turn. Newer news of the topic may make it needless meanwhile; too many or too long is an error. */
  take(telling: Telling): Promise<Verdict>;
  /** Hands the turn on. */
  pass(): void;
  /** Fails whoever waits, and for a moment whoever comes: they were on their way already. */
  shut(error: PortError): void;
  isIdle(): boolean;
};

type Waiting = {
  readonly telling: Telling;
  readonly settle: (verdict: Verdict | PortError) => void;
};

/** More of one chat would keep workers from the others. */
const maxWaiting = 3;
const patienceMs = 2_000;
/** About what one piece of news takes of a chat's budget. */
const spacingMs = 1_000;
const shutMs = 1_000;

export const createChatTurn = (now: () => number): ChatTurn => {
  /** What passes stands behind what stays. */
  const waiting: Waiting[] = [];
  const busy = createExcuse(now);
  let isTaken = false;
  let shut: { readonly until: number; readonly error: PortError } | undefined;

  const makeRoom = (telling: Telling): void => {
    if (waiting.length < maxWaiting) return;
    const passing = waiting.findLast((entry) => entry.telling.isPassing);
    if (telling.isPassing || !passing) throw busy();
    passing.settle(busy());
  };

  return {
    take: async (telling) => {
      if (shut && shut.until > now()) throw shut.error;
      if (!isTaken) {
        isTaken = true;
        return 'turn';
      }
      for (const entry of waiting.filter((old) => isOutdated(old.telling, telling))) {
        entry.settle('needless');
      }
      if (waiting.some((newer) => isOutdated(telling, newer.telling))) return 'needless';
      makeRoom(telling);
      return inLine(waiting, telling, busy);
    },
    pass: () => {
      isTaken = waiting.length > 0;
      waiting[0]?.settle('turn');
    },
    shut: (error) => {
      shut = { until: now() + shutMs, error };
      for (const entry of waiting.splice(0)) entry.settle(error);
    },
    isIdle: () => !isTaken && !busy.isOutstanding() && !(shut && shut.until > now()),
  };
};

/** Puts it in its place among those who wait, until somebody settles it or its patience ends. */
const inLine = (waiting: Waiting[], telling: Telling, busy: () => PortError): Promise<Verdict> => {
  const { promise, resolve, reject } = Promise.withResolvers<Verdict>();
  const entry: Waiting = {
    telling,
    settle: (verdict) => {
      clearTimeout(timer);
      const at = waiting.indexOf(entry);
      if (at >= 0) waiting.splice(at, 1);
      if (verdict instanceof PortError) reject(verdict);
      else resolve(verdict);
    },
  };
  const timer = setTimeout(() => entry.settle(busy()), patienceMs);
  const passing = waiting.findIndex((other) => other.telling.isPassing);
  waiting.splice(telling.isPassing || passing < 0 ? waiting.length : passing, 0, entry);
  return promise;
};

const isOutdated = (old: Telling, by: Telling): boolean =>
  old.isPassing && old.topic === by.topic && old.version <= by.version;

/** Sends each away until a time of its own: all at once they would only meet again. */
const createExcuse = (now: () => number) => {
  let promisedAt = -Infinity;
  const busy = (): PortError => {
    promisedAt = Math.max(now() + patienceMs, promisedAt + spacingMs);
    return new PortError('messenger.rate-limited', 'too much is told in this chat', {
      retryable: true,
      retryAfterMs: Math.ceil(promisedAt - now()),
    });
  };
  return Object.assign(busy, { isOutstanding: () => promisedAt > now() });
};
