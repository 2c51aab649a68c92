import { PortError } from '@aisha/core';
import type { PacingLimits } from './limits.ts';
import { createMeter, type Meter, type Waits } from './meter.ts';
import type { PacedCall } from './paced-call.ts';
import { createWaitingLine, type WaitingLine } from './waiting-line.ts';

export type Pacer = {
  /**
   * Makes a call when it may be made: first by priority, then in the order they came, one of a priority
   * at a time in each chat. What Telegram refuses with "too many requests" is made again after exactly
   * the wait that it named. Errors: `messenger.rate-limited` for what would wait beyond its patience,
   * `messenger.unavailable` for what would wait although we are closing; otherwise what the call throws.
   */
  run<T>(call: PacedCall, perform: () => Promise<T>): Promise<T>;
  /** From here on nothing waits: what cannot begin at once is refused. */
  close(): void;
};

export type PacerOptions = {
  readonly limits: PacingLimits;
  /** The milliseconds that a refusal asks for; undefined for any other error. */
  readonly waitAskedBy: (error: unknown) => number | undefined;
  /** Milliseconds of a clock that is never set. */
  readonly now?: () => number;
  /** Calls that wait at most. */
  readonly maxWaiting?: number;
};

type Waiting = {
  readonly call: PacedCall;
  /** When its patience ends. */
  readonly until: number;
  readonly begin: () => void;
  readonly refuse: (error: PortError) => void;
};

export const createPacer = (options: PacerOptions): Pacer => {
  const { limits, waitAskedBy, now = () => performance.now(), maxWaiting = 1_000 } = options;
  const meter = createMeter(limits, now);
  const line = createWaitingLine<Waiting>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const look = (): void => {
    clearTimeout(timer);
    const nextMs = letGo({ line, meter, now, closed });
    timer = nextMs === Infinity ? undefined : setTimeout(look, Math.ceil(nextMs));
  };

  return {
    run: <T>(call: PacedCall, perform: () => Promise<T>) => {
      if (line.length >= maxWaiting) return Promise.reject(tooBusy(0));
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const until = now() + call.patienceMs;
      const isWorthAnother = (error: unknown): boolean => {
        const waitMs = waitAskedBy(error);
        return waitMs !== undefined && now() + waitMs <= until && call.isRepeatable();
      };
      const begin = (): void => {
        void metered({ meter, waitAskedBy }, call, perform)
          .then(resolve, (error: unknown) => {
            if (isWorthAnother(error)) line.rejoin(entry);
            else reject(error);
          })
          .then(look);
      };
      const entry: Waiting = { call, until, begin, refuse: reject };
      line.join(entry);
      look();
      return promise;
    },
    close: () => {
      closed = true;
      look();
    },
  };
};

/** Makes a call and has the meter know of it. */
const metered = async <T>(
  { meter, waitAskedBy }: { meter: Meter } & Pick<PacerOptions, 'waitAskedBy'>,
  call: PacedCall,
  perform: () => Promise<T>,
): Promise<T> => {
  meter.begin(call);
  try {
    const result = await perform();
    meter.accepted(call);
    return result;
  } catch (error) {
    const waitMs = waitAskedBy(error);
    if (waitMs !== undefined) meter.refused(call, waitMs);
    throw error;
  } finally {
    meter.end(call);
  }
};

type Looking = {
  readonly line: WaitingLine<Waiting>;
  readonly meter: Meter;
  readonly now: () => number;
  readonly closed: boolean;
};

/** Lets everybody go who may, and turns away whose patience would not last. Answers when to look again. */
const letGo = ({ line, meter, now, closed }: Looking): number => {
  const crowd: Crowd = { chats: new Set(), isFull: false };
  let nextMs = Infinity;
  for (const entry of line.list()) {
    const waits = meter.waitsOf(entry.call);
    const isBehind = isBehindAny(crowd, entry.call);
    const waitMs = isBehind ? Infinity : Math.max(waits.own, waits.shared);
    const leftMs = entry.until - now();
    if (waitMs === 0) {
      line.leave(entry);
      entry.begin();
    } else if (closed || leftMs <= 0 || isBeyond(waits, leftMs)) {
      line.leave(entry);
      entry.refuse(closed ? closing() : tooBusy(waits.own));
    } else {
      joinCrowd(crowd, entry.call, waits);
      nextMs = Math.min(nextMs, leftMs, waitMs);
    }
  }
  return nextMs;
};

/** Those before whom nobody slips past: a heavy call would never get its turn. */
type Crowd = { readonly chats: Set<string>; isFull: boolean };

const isBehindAny = ({ chats, isFull }: Crowd, { chat, weight }: PacedCall): boolean =>
  weight > 0 && (isFull || chats.has(chat));

const joinCrowd = (crowd: Crowd, { chat, weight }: PacedCall, { own, shared }: Waits): void => {
  if (weight === 0) return;
  crowd.chats.add(chat);
  // Only who waits for nothing else holds the budget of all for itself.
  crowd.isFull ||= own === 0 && shared > 0;
};

const isBeyond = ({ own }: Waits, leftMs: number): boolean => own !== Infinity && own > leftMs;

/** Whoever came back sooner would meet the same. */
const leastWaitMs = 1_000;

const tooBusy = (waitMs: number): PortError =>
  new PortError('messenger.rate-limited', 'too much is being said', {
    retryable: true,
    retryAfterMs: Math.ceil(Math.max(leastWaitMs, waitMs === Infinity ? 0 : waitMs)),
  });

const closing = (): PortError =>
  new PortError('messenger.unavailable', 'the process is closing', { retryable: true });
