import { isPortError, PortError } from '../../shared/port-error.ts';
import type { JobDesk } from '../../ports/job-desk.ts';
import type { EnqueueOptions, Job, Jobs } from '../../ports/job-queue.ts';
import type { Transaction, UnitOfWork } from '../../ports/unit-of-work.ts';
import { inMemoryApiKeys } from './api-keys.ts';
import { inMemoryHooks } from './hooks.ts';
import { inMemoryAccounts } from './accounts.ts';
import { inMemoryAuditLog } from './audit-log.ts';
import { inMemoryAvatars } from './avatars.ts';
import { inMemoryBroadcasts } from './broadcasts.ts';
import { inMemoryGenerations } from './generations.ts';
import { inMemoryImages } from './images.ts';
import { inMemoryPhotos } from './photos.ts';
import { inMemoryPromptDrafts } from './prompt-drafts.ts';
import { inMemoryProviderEvents } from './provider-events.ts';
import { inMemoryProviderPauses } from './provider-pauses.ts';
import { inMemoryProviderRuns } from './provider-runs.ts';
import { inMemoryQueuePauses } from './queue-pauses.ts';
import type { Remembering } from './remembering.ts';
import { openSession, type Session } from './session.ts';
import { inMemorySafetyDecisions } from './safety-decisions.ts';
import { inMemoryStandingAlarms } from './standing-alarms.ts';
import { emptyStore, type Store } from './store.ts';
import { inMemoryStatistics } from './statistics.ts';
import { inMemoryStyleUses } from './style-uses.ts';
import { inMemoryTrainings } from './trainings.ts';
import { inMemoryUsers } from './users.ts';
import { inMemoryWallets } from './wallets.ts';

export type InMemoryUnitOfWork = UnitOfWork &
  Remembering & {
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

const maxAttempts = 20;

/**
 * Transactions on maps, side by side, with the conflicts that PostgreSQL's READ COMMITTED lets
 * happen: each statement sees what is committed by then, a row that another has changed is waited
 * for, and of two that wait for each other one is run again. `pause` comes before each statement and
 * each commit, for tests that choose who goes first.
 */
export const inMemoryUnitOfWork = ({
  jobs,
  pause,
}: {
  /** Where they have no desk, operators are not asked for. */
  jobs: Jobs & { desk?(later: Later): JobDesk };
  pause?: (what: string) => Promise<void>;
}): InMemoryUnitOfWork => {
  let committed = emptyStore();
  const locks: Parameters<typeof openSession>[1] = new Map();
  let fault: Fault | undefined;

  const attempt = async <T>(
    work: (transaction: Transaction) => Promise<T>,
    injected?: Fault,
  ): Promise<T> => {
    const session = openSession(() => committed, locks);
    const enqueued: Enqueued[] = [];
    const decided: (() => void)[] = [];
    const desk = jobs.desk?.((change) => decided.push(change));
    try {
      const value = await work(transactionOn(session, { enqueued, desk }, pause));
      await pause?.('commit');
      if (injected === 'failure') throw unavailable();
      if (injected === 'conflict') throw inTheWay();
      committed = session.commit();
      for (const change of decided) change();
      await Promise.all(enqueued.map(([job, options]) => jobs.enqueue(job, options)));
      if (injected === 'lost-answer') throw unavailable();
      return value;
    } finally {
      session.end();
    }
  };

  return {
    run: async (work) => {
      let injected = fault;
      fault = undefined;
      for (let attempts = 1; ; attempts += 1) {
        try {
          return await attempt(work, injected);
        } catch (error) {
          const again = isPortError(error, 'database.conflict') && error.retryable;
          if (!again || attempts === maxAttempts) throw error;
          injected = undefined;
        }
      }
    },
    read: async (work) => {
      const session = openSession(() => committed, locks);
      try {
        const desk = jobs.desk?.(() => undefined);
        return await work(transactionOn(session, { enqueued: [], desk }, pause));
      } finally {
        session.end();
      }
    },
    committed: () => committed,
    remember: () => {
      const before = committed;
      return () => void (committed = before);
    },
    conflictNext: () => void (fault = 'conflict'),
    failNext: () => void (fault = 'failure'),
    loseNextAnswer: () => void (fault = 'lost-answer'),
  };
};

type Later = (change: () => void) => void;
type Enqueued = readonly [job: Job, options: EnqueueOptions | undefined];

const transactionOn = (
  { view, statement }: Session,
  { enqueued, desk }: { enqueued: Enqueued[]; desk: JobDesk | undefined },
  pause: ((what: string) => Promise<void>) | undefined,
): Transaction => {
  const inTurn = (name: string, store: object): object =>
    Object.fromEntries(
      Object.entries(store as Record<string, Statement>).map(([method, run]) => [
        method,
        async (...given: never[]) => {
          await pause?.(`${name}.${method}`);
          return statement(() => run(...given));
        },
      ]),
    );
  const transaction = {
    jobs: {
      enqueue: async (job: Job, options?: EnqueueOptions) => {
        enqueued.push([job, options]);
      },
    },
    ...(desk ? { desk: inTurn('desk', desk) } : {}),
  };
  // A unit of work asks few stores for anything, so each is made when it is asked for.
  for (const [name, open] of Object.entries(stores)) {
    let made: object | undefined;
    Object.defineProperty(transaction, name, {
      enumerable: true,
      get: () => (made ??= inTurn(name, open(view))),
    });
  }
  return transaction as unknown as Transaction;
};

const stores: Readonly<
  Record<Exclude<keyof Transaction, 'jobs' | 'desk'>, (view: Store) => object>
> = {
  users: inMemoryUsers,
  accounts: inMemoryAccounts,
  avatars: inMemoryAvatars,
  photos: inMemoryPhotos,
  trainings: inMemoryTrainings,
  generations: inMemoryGenerations,
  images: inMemoryImages,
  drafts: inMemoryPromptDrafts,
  decisions: inMemorySafetyDecisions,
  styles: inMemoryStyleUses,
  wallets: inMemoryWallets,
  runs: inMemoryProviderRuns,
  events: inMemoryProviderEvents,
  pauses: inMemoryProviderPauses,
  alarms: inMemoryStandingAlarms,
  apiKeys: inMemoryApiKeys,
  hooks: inMemoryHooks,
  audit: inMemoryAuditLog,
  broadcasts: inMemoryBroadcasts,
  queuePauses: inMemoryQueuePauses,
  statistics: inMemoryStatistics,
};

type Statement = (...given: never[]) => Promise<unknown>;

const unavailable = (): PortError =>
  new PortError('database.unavailable', 'the database went away', { retryable: true });

const inTheWay = (): PortError =>
  new PortError('database.conflict', 'another was in the way', { retryable: true });
