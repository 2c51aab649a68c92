import type { PgBoss } from 'pg-boss';
import { inTransaction } from './boss.ts';
import type { Claim } from './outcomes.ts';
import { announce } from './wakeups.ts';

const uniqueViolation = '23505';

/** Gives a claimed job back, to be run by anybody at once. It has cost the job no try. */
export const handBack = async (
  { boss, schema }: { boss: PgBoss; schema: string },
  claim: Claim,
): Promise<void> => {
  try {
    await inTransaction(boss, async (db) => {
      await boss.cancel(claim.queue, claim, { db });
      await boss.resume(claim.queue, claim.id, { db });
      await announce(db, schema, { queue: claim.queue, dueAt: 0 });
    });
  } catch (error) {
    if (!isDouble(error)) throw error;
    // Another job with its key waits already and will do what this one was to do.
    await boss.complete(claim.queue, claim);
  }
};

const isDouble = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === uniqueViolation;
