import { setTimeout as pause } from 'node:timers/promises';
import type { UnitOfWork } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { attempt, type Work } from './attempt.ts';
import { failureOf, translated } from './database-errors.ts';
import type { Enqueue } from './transaction.ts';

const maxAttempts = 8;
/** Nobody waits longer than this for work that keeps meeting others or a database that is away. */
const patienceMs = 3_000;

/**
 * Each unit of work is one transaction on a connection of its own. Work that met another
 * transaction, or lost its connection before it asked to commit, is run again from its beginning, a
 * few times. Where the connection is lost while committing nobody knows what came of it: that is
 * `database.unavailable`, and the caller, who may be repeated, repeats.
 */
export const mikroOrmUnitOfWork = ({
  orm,
  enqueue,
}: {
  readonly orm: MikroORM;
  readonly enqueue: Enqueue;
}): UnitOfWork => ({
  async run<T>(work: Work<T>): Promise<T> {
    const giveUpAt = performance.now() + patienceMs;
    for (let attempts = 1; ; attempts += 1) {
      const attempted = await attempt(orm, enqueue, work);
      if (attempted.ended === 'committed') return attempted.value;
      const again =
        attempted.ended === 'undone' &&
        mayRunAgain(attempted.error) &&
        attempts < maxAttempts &&
        performance.now() < giveUpAt;
      if (!again) throw translated(attempted.error);
      await pause(pauseAfter(attempts));
    }
  },
});

const mayRunAgain = (error: unknown): boolean => {
  const failure = failureOf(error);
  return failure === 'conflict' || failure === 'busy' || failure === 'unavailable';
};

/** Anything up to 100 ms at first, then up to 200 and 400: whoever met once comes at different times. */
const pauseAfter = (attempts: number): number => Math.random() * Math.min(400, 50 * 2 ** attempts);
