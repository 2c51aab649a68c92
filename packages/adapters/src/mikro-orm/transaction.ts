import type { EnqueueOptions, Job, Jobs, Reads, Transaction } from '@aisha/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import type { Tables } from './entities/index.ts';
import { accountsIn } from './repositories/accounts.ts';
import { avatarsIn } from './repositories/avatars.ts';
import { generationsIn } from './repositories/generations.ts';
import { imagesIn } from './repositories/images.ts';
import { photosIn } from './repositories/photos.ts';
import { promptDraftsIn } from './repositories/prompt-drafts.ts';
import { providerEventsIn } from './repositories/provider-events.ts';
import { providerPausesIn } from './repositories/provider-pauses.ts';
import { providerRunsIn } from './repositories/provider-runs.ts';
import { safetyDecisionsIn } from './repositories/safety-decisions.ts';
import { standingAlarmsIn } from './repositories/standing-alarms.ts';
import { styleUsesIn } from './repositories/style-uses.ts';
import { trainingsIn } from './repositories/trainings.ts';
import { usersIn } from './repositories/users.ts';
import { walletsIn } from './repositories/wallets.ts';
import { watched } from './watched.ts';

/** Writes a job with the connection, and so within the transaction, of an entity manager. */
export type Enqueue = (em: EntityManager, job: Job, options?: EnqueueOptions) => Promise<void>;

/** The stores on the transaction that `em` has begun. `onError` hears of everything that fails in them. */
export const transactionOn = (
  em: EntityManager,
  enqueue: Enqueue,
  onError: (error: unknown) => unknown,
): Transaction => {
  const db = em.getKysely<Tables>();
  const jobs = { enqueue: (job: Job, options?: EnqueueOptions) => enqueue(em, job, options) };
  return storesOn(db, jobs, onError);
};

/** The stores to look at, without a transaction. */
export const readsOn = (db: Kysely<Tables>, onError: (error: unknown) => unknown): Reads =>
  storesOn(db, nothingEnqueued, onError);

const nothingEnqueued: Jobs = {
  enqueue: () => Promise.reject(new Error('who only looks enqueues nothing')),
};

type Open<Store> = (db: Kysely<Tables>) => Store;

type Openers = { readonly [Name in Exclude<keyof Transaction, 'jobs'>]: Open<Transaction[Name]> };

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
};

type Lent = { readonly db: Kysely<Tables>; readonly onError: (error: unknown) => unknown };

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

/** Defined once: to define them anew for each unit of work took longer than most of its statements. */
const openingEach = Object.defineProperties(
  {},
  Object.fromEntries(
    Object.entries(openers).map(([name, open]) => [
      name,
      {
        enumerable: true,
        get(this: Opening) {
          return opened(this, name, open as Open<object>);
        },
      },
    ]),
  ),
);

/** The stores on a connection. */
const storesOn = (db: Kysely<Tables>, jobs: Jobs, onError: Lent['onError']): Transaction =>
  Object.assign(Object.create(openingEach) as Opening & Transaction, {
    [lent]: { db, onError },
    [made]: new Map<string, object>(),
    jobs: watched(jobs, onError),
  });
