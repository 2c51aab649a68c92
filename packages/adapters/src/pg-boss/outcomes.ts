import { isPortError } from '@aisha/core';
import type { Db, JobAttempt, PgBoss } from 'pg-boss';
import { z } from 'zod';
import { inTransaction } from './boss.ts';

/** What becomes of a job that has run. */
export type Outcome =
  | { readonly type: 'done' }
  | { readonly type: 'retry'; readonly error: unknown; readonly afterMs: number }
  | { readonly type: 'park'; readonly error: unknown }
  /** Done for now, and due again after a while. */
  | { readonly type: 'again'; readonly afterMs: number };

const maxPauseMs = 5 * 60_000;

/** After a failure: 1 to 2 s at first, then doubling, up to five minutes, or what the other side asked for. */
export const outcomeOf = (error: unknown, retries: number): Outcome => {
  if (!isPortError(error)) return { type: 'retry', error, afterMs: pauseAfter(retries) };
  if (!error.retryable) return { type: 'park', error };
  return { type: 'retry', error, afterMs: error.retryAfterMs ?? pauseAfter(retries) };
};

const pauseAfter = (retries: number): number =>
  Math.min(maxPauseMs, 1_000 * 2 ** Math.min(retries, 16)) * (1 + Math.random());

export type Claim = JobAttempt & { readonly queue: string };

/** Records what became of a claimed job. Changes nothing where the claim was lost meanwhile. */
export const settle = async (
  { boss, planned, schema }: { boss: PgBoss; planned: Db; schema: string },
  claim: Claim,
  outcome: Outcome,
): Promise<void> => {
  switch (outcome.type) {
    case 'done':
      await boss.complete(claim.queue, claim, null, { db: planned });
      return;
    case 'retry':
      return inTransaction(boss, (db) => failAndPause(boss, db, claim, outcome));
    case 'park':
      return inTransaction(boss, (db) => park({ boss, schema, db }, claim, outcome.error));
    case 'again':
      return inTransaction(boss, (db) => completeAndRepeat(boss, db, claim, outcome.afterMs));
  }
};

const affectedRows = z.object({ affected: z.number() });

const failAndPause = async (
  boss: PgBoss,
  db: Db,
  claim: Claim,
  { error, afterMs }: { readonly error: unknown; readonly afterMs: number },
): Promise<void> => {
  const response = await boss.fail(claim.queue, claim, noteOf(error), { db });
  if (affectedRows.parse(response).affected === 0) return;
  // Of no effect on a job that was parked, as the last try is.
  await boss.update(claim.queue, undefined, { id: claim.id, startAfter: interval(afterMs), db });
};

/** Failing on what is then its last try parks a job, with all that pg-boss notes of where it came from. */
const park = async (
  { boss, schema, db }: { boss: PgBoss; schema: string; db: Db },
  claim: Claim,
  error: unknown,
): Promise<void> => {
  await db.executeSql(
    `update ${schema}.job set retry_limit = retry_count
     where name = $1 and id = $2 and state = 'active' and retry_count = $3`,
    [claim.queue, claim.id, claim.retryCount],
  );
  await boss.fail(claim.queue, claim, noteOf(error), { db });
};

const completeAndRepeat = async (
  boss: PgBoss,
  db: Db,
  claim: Claim,
  afterMs: number,
): Promise<void> => {
  const response = await boss.complete(claim.queue, claim, null, { db });
  if (affectedRows.parse(response).affected === 0) return;
  await boss.send(claim.queue, {}, { db, startAfter: interval(afterMs) });
};

/** By the clock of the database, which all machines share. */
const interval = (ms: number): string => `${(ms / 1_000).toFixed(3)} seconds`;

/** What an operator needs to know; messages of ours carry nothing of a person. */
const noteOf = (error: unknown): object => {
  if (!(error instanceof Error)) return { message: 'something that is no error was thrown' };
  const code = isPortError(error) ? { code: error.code } : {};
  return { ...code, name: error.name, message: error.message.slice(0, 500) };
};
