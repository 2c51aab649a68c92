import type { EnqueueOptions, Job, JobDesk, Jobs, Reads, Transaction } from '@aisha/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import type { Ending } from './ending.ts';
import type { Tables } from './entities/index.ts';
import { accountsIn } from './repositories/accounts.ts';
import { apiKeysIn } from './repositories/api-keys.ts';
import { auditLogIn } from './repositories/audit-log.ts';
import { avatarsIn } from './repositories/avatars.ts';
import { broadcastsIn } from './repositories/broadcasts.ts';
import { generationsIn } from './repositories/generations.ts';
import { hooksIn } from './repositories/hooks.ts';
import { imagesIn } from './repositories/images.ts';
import { photosIn } from './repositories/photos.ts';
import { queuePausesIn } from './repositories/queue-pauses.ts';
import { promptDraftsIn } from './repositories/prompt-drafts.ts';
import { providerEventsIn } from './repositories/provider-events.ts';
import { providerPausesIn } from './repositories/provider-pauses.ts';
import { providerRunsIn } from './repositories/provider-runs.ts';
import { safetyDecisionsIn } from './repositories/safety-decisions.ts';
import { standingAlarmsIn } from './repositories/standing-alarms.ts';
import { statisticsIn } from './repositories/statistics.ts';
import { styleUsesIn } from './repositories/style-uses.ts';
import { trainingsIn } from './repositories/trainings.ts';
import { usersIn } from './repositories/users.ts';
import { walletsIn } from './repositories/wallets.ts';
import { watched } from './watched.ts';

/** Writes a job with the connection, and so within the transaction, of an entity manager. */
export type Enqueue = (
  em: EntityManager,
  job: Job,
  options: EnqueueOptions | undefined,
  ending: Ending,
) => Promise<void>;

/** What jobs are written and looked at with, beside the stores. */
export type JobLines = {
  readonly enqueue: Enqueue;
  /** On a connection. Left out where no operator is served. */
  readonly desk?: ((db: Kysely<Tables>) => JobDesk) | undefined;
};

/** The stores on the transaction that `em` has begun. `onError` hears of everything that fails in them. */
export const transactionOn = (
  em: EntityManager,
  { enqueue, desk, ending }: JobLines & { readonly ending: Ending },
  onError: (error: unknown) => unknown,
): Transaction => {
  const db = em.getKysely<Tables>();
  const jobs = {
    enqueue: (job: Job, options?: EnqueueOptions) => enqueue(em, job, options, ending),
  };
  return storesOn(db, { jobs, desk }, onError);
};

/** The stores to look at, without a transaction. */
export const readsOn = (
  db: Kysely<Tables>,
  { desk }: Pick<JobLines, 'desk'>,
  onError: (error: unknown) => unknown,
): Reads => storesOn(db, { jobs: nothingEnqueued, desk }, onError);

const nothingEnqueued: Jobs = {
  enqueue: () => Promise.reject(new Error('who only looks enqueues nothing')),
};

type Open<Store> = (db: Kysely<Tables>) => Store;

type Openers = {
  readonly [Name in Exclude<keyof Transaction, 'jobs' | 'desk'>]: Open<Transaction[Name]>;
};

const openers: Openers = {
  users: usersIn,
  accounts: accountsIn,
  avatars: avatarsIn,
  drafts: promptDraftsIn,
  decisions: safetyDecisionsIn,
  photos: photosIn,
  trainings: trainingsIn,
  generations: generationsIn,
  images: imagesIn,
  styles: styleUsesIn,
  wallets: walletsIn,
  runs: providerRunsIn,
  events: providerEventsIn,
  pauses: providerPausesIn,
  alarms: standingAlarmsIn,
  apiKeys: apiKeysIn,
  hooks: hooksIn,
  audit: auditLogIn,
  broadcasts: broadcastsIn,
  queuePauses: queuePausesIn,
  statistics: statisticsIn,
};

type Lent = {
  readonly db: Kysely<Tables>;
  readonly onError: (error: unknown) => unknown;
  readonly desk: Open<JobDesk>;
};

const lent = Symbol('what stores are opened on');
const made = Symbol('stores that were asked for');

type Opening = { readonly [lent]: Lent; readonly [made]: Map<string, object> };

/** A unit of work asks few of the stores for anything, so each is made when it is asked for. */
const opened = (stores: Opening, name: string, open: Open<object>): object => {
  const known = stores[made].get(name);
  if (known) return known;
  const { db, onError } = stores[lent];
  const store = watched(open(db), onError);
  stores[made].set(name, store);
  return store;
};

const openedLazily = (name: string, openIn: (stores: Opening) => Open<object>) => ({
  enumerable: true,
  get(this: Opening) {
    return opened(this, name, openIn(this));
  },
});

/** Defined once: to define them anew for each unit of work took longer than most of its statements. */
const openingEach = Object.defineProperties(
  {},
  {
    ...Object.fromEntries(
      Object.entries(openers).map(([name, open]) => [name, openedLazily(name, () => open)]),
    ),
    desk: openedLazily('desk', (stores) => stores[lent].desk),
  },
);

/** The stores on a connection. */
const storesOn = (
  db: Kysely<Tables>,
  { jobs, desk = noDesk }: { readonly jobs: Jobs } & Pick<JobLines, 'desk'>,
  onError: Lent['onError'],
): Transaction =>
  Object.assign(Object.create(openingEach) as Opening & Transaction, {
    [lent]: { db, onError, desk },
    [made]: new Map<string, object>(),
    jobs: watched(jobs, onError),
  });

const away = () => Promise.reject(new Error('no desk of jobs was given to this unit of work'));

const noDesk = (): JobDesk => ({
  list: away,
  find: away,
  listDepths: away,
  retry: away,
  cancel: away,
  hurry: away,
});
