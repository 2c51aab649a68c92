import { AsyncLocalStorage } from 'node:async_hooks';
import type { Hands, TakenJob } from './hands.ts';
import type { Outcome } from './outcomes.ts';

/** Kept for one job while it is stored as taken. Whoever has it calls one of these, once. */
export type JobPlace = {
  /** Runs the job: it is stored. */
  take(job: TakenJob): void;
  /** It is not stored, or nobody knows: then nobody is heard to work on it, and it runs again. */
  letGo(): void;
};

export type Places = {
  count(): number;
  keep(): JobPlace;
  /** Resolves when none is kept. */
  empty(): Promise<void>;
  /** What is taken from now on is given back. */
  close(): void;
};

/** Half of the time after which a job that nobody is heard to work on is another's. */
const latestMs = 5_000;

type PlacesOptions = {
  readonly hands: Hands;
  readonly onEnd: (outcome: Outcome) => void;
  readonly onLetGo: () => void;
};

/** The places of one lane that are kept for jobs of which it is not known yet whether they will be. */
export const createPlaces = ({ hands, onEnd, onLetGo }: PlacesOptions): Places => {
  const kept = new Set<Promise<void>>();
  let closed = false;
  // A job is no part of the work that enqueued it.
  const apart = AsyncLocalStorage.snapshot();
  return {
    count: () => kept.size,
    keep: () => {
      const keptAt = performance.now();
      const { promise, resolve } = Promise.withResolvers<void>();
      kept.add(promise);
      const free = (): void => {
        kept.delete(promise);
        resolve();
      };
      return {
        take: (job) => {
          const isAnothers = closed || performance.now() - keptAt > latestMs;
          apart(() => (isAnothers ? void hands.refuse(job) : hands.take(job, onEnd)));
          free();
        },
        letGo: () => {
          free();
          onLetGo();
        },
      };
    },
    empty: async () => {
      await Promise.all(kept);
    },
    close: () => {
      closed = true;
    },
  };
};
