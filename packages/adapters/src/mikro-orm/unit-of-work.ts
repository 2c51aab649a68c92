import { setTimeout as pause } from 'node:timers/promises';
import type { UnitOfWork } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { attempt, look, type Attempt } from './attempt.ts';
import { failureOf, translated } from './database-errors.ts';
import type { JobLines } from './transaction.ts';

const maxAttempts = 8;
/** Nobody waits longer than this for work that keeps meeting others or a database that is away. */
const patienceMs = 3_000;
/** A lock that is not let go is somebody's who is slow or stuck: waiting more of it helps nobody. */
const patienceWithLocksMs = 1_500;

/**
 * Each `run` is one transaction on a connection of its own, each `read` none. Work that met another
 * transaction, or lost its connection before it was committed, is run again from its beginning, a few
 * times. Where the connection is lost while committing, the server is asked what came of it: what
 * was committed is answered as if nothing had happened. Where not even the server knows, which
 * takes its crash in that very moment, that is `database.unavailable`, and the caller, who may be
 * repeated, repeats.
 */
export const mikroOrmUnitOfWork = ({
  orm,
  ...lines
}: {
  readonly orm: MikroORM;
} & JobLines): UnitOfWork => ({
  run: (work) => persistently(() => attempt(orm, lines, work)),
  read: (work) => persistently(() => look(orm, lines, work)),
});

const persistently = async <T>(tryOnce: () => Promise<Attempt<T>>): Promise<T> => {
  const startedAt = performance.now();
  for (let attempts = 1; ; attempts += 1) {
    const attempted = await tryOnce();
    if (attempted.ended === 'committed') return attempted.value;
    const again =
      attempted.ended === 'undone' &&
      attempts < maxAttempts &&
      performance.now() - startedAt < patienceFor(attempted.error);
    if (!again) throw translated(attempted.error);
    await pause(pauseAfter(attempts));
  }
};

/** How long after its start work may be run again that failed so. */
const patienceFor = (error: unknown): number => {
  switch (failureOf(error)) {
    case 'conflict':
    case 'unavailable':
      return patienceMs;
    case 'busy':
      return patienceWithLocksMs;
    default:
      return 0;
  }
};

/** Anything up to 100 ms at first, then up to 200 and 400: whoever met once comes at different times. */
const pauseAfter = (attempts: number): number => Math.random() * Math.min(400, 50 * 2 ** attempts);
