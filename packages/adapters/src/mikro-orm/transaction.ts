import type { EnqueueOptions, Job, Transaction } from '@aisha/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Tables } from './entities/index.ts';
import { avatarsIn } from './repositories/avatars.ts';
import { generationsIn } from './repositories/generations.ts';
import { imagesIn } from './repositories/images.ts';
import { photosIn } from './repositories/photos.ts';
import { providerEventsIn } from './repositories/provider-events.ts';
import { providerPausesIn } from './repositories/provider-pauses.ts';
import { providerRunsIn } from './repositories/provider-runs.ts';
import { standingAlarmsIn } from './repositories/standing-alarms.ts';
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
  const watch = <Store extends object>(store: Store): Store => watched(store, onError);
  return {
    users: watch(usersIn(db)),
    avatars: watch(avatarsIn(db)),
    photos: watch(photosIn(db)),
    trainings: watch(trainingsIn(db)),
    generations: watch(generationsIn(db)),
    images: watch(imagesIn(db)),
    wallets: watch(walletsIn(db)),
    runs: watch(providerRunsIn(db)),
    events: watch(providerEventsIn(db)),
    pauses: watch(providerPausesIn(db)),
    alarms: watch(standingAlarmsIn(db)),
    jobs: watch({ enqueue: (job: Job, options?: EnqueueOptions) => enqueue(em, job, options) }),
  };
};
