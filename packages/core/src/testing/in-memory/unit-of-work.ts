import { PortError } from '../../shared/port-error.ts';
import type { EnqueueOptions, Job, Jobs } from '../../ports/job-queue.ts';
import type { Transaction, UnitOfWork } from '../../ports/unit-of-work.ts';
import { inMemoryAvatars } from './avatars.ts';
import { inMemoryGenerations } from './generations.ts';
import { inMemoryImages } from './images.ts';
import { inMemoryPhotos } from './photos.ts';
import { inMemoryProviderEvents } from './provider-events.ts';
import { inMemoryProviderRuns } from './provider-runs.ts';
import { copyStore, emptyStore, type Store } from './store.ts';
import { inMemoryTrainings } from './trainings.ts';
import { inMemoryUsers } from './users.ts';
import { inMemoryWallets } from './wallets.ts';

export type InMemoryUnitOfWork = UnitOfWork & {
  /** What is committed now, to look at. */
  committed(): Store;
  /** The next unit of work runs twice, its first result undone, as after a conflict. */
  conflictNext(): void;
  /** The next unit of work does everything and then fails with `database.unavailable`, undone. */
  failNext(): void;
  /** The next unit of work commits, and the answer is lost: it throws `database.unavailable`. */
  loseNextAnswer(): void;
};

type Fault = 'conflict' | 'failure' | 'lost-answer';

/**
 * Transactions on maps, one after the other. A unit of work within another waits for itself for
 * ever, as two connections that lock the same row would.
 */
export const inMemoryUnitOfWork = ({ jobs }: { jobs: Jobs }): InMemoryUnitOfWork => {
  let committed = emptyStore();
  let turn: Promise<unknown> = Promise.resolve();
  let fault: Fault | undefined;

  const attempt = async <T>(work: (transaction: Transaction) => Promise<T>) => {
    const draft = copyStore(committed);
    const enqueued: Enqueued[] = [];
    const value = await work(transactionOn(draft, enqueued));
    return { draft, enqueued, value };
  };

  const commit = async <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    const injected = fault;
    fault = undefined;
    if (injected === 'conflict') await attempt(work);
    const { draft, enqueued, value } = await attempt(work);
    if (injected === 'failure') throw unavailable();
    committed = draft;
    for (const [job, options] of enqueued) await jobs.enqueue(job, options);
    if (injected === 'lost-answer') throw unavailable();
    return value;
  };

  return {
    run: (work) => {
      const result = turn.then(() => commit(work));
      turn = result.catch(() => undefined);
      return result;
    },
    committed: () => committed,
    conflictNext: () => void (fault = 'conflict'),
    failNext: () => void (fault = 'failure'),
    loseNextAnswer: () => void (fault = 'lost-answer'),
  };
};

type Enqueued = readonly [job: Job, options: EnqueueOptions | undefined];

const transactionOn = (store: Store, enqueued: Enqueued[]): Transaction => ({
  users: inMemoryUsers(store),
  avatars: inMemoryAvatars(store),
  photos: inMemoryPhotos(store),
  trainings: inMemoryTrainings(store),
  generations: inMemoryGenerations(store),
  images: inMemoryImages(store),
  wallets: inMemoryWallets(store),
  runs: inMemoryProviderRuns(store),
  events: inMemoryProviderEvents(store),
  jobs: {
    enqueue: async (job, options) => {
      enqueued.push([job, options]);
    },
  },
});

const unavailable = (): PortError =>
  new PortError('database.unavailable', 'the database went away', { retryable: true });
