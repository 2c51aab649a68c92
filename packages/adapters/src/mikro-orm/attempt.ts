import type { Reads, Transaction } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { checkOut } from './check-out.ts';
import { outcomeOfCommit } from './commit-outcome.ts';
import { failureOf, translated } from './database-errors.ts';
import { createEnding, type Ending } from './ending.ts';
import { kyselyOn } from './kysely-on.ts';
import { beginMarked, type TransactionMark } from './transaction-mark.ts';
import { readsOn, transactionOn, type JobLines } from './transaction.ts';

export type Work<T> = (transaction: Transaction) => Promise<T>;

/** How an attempt ended. Only what certainly left nothing behind may be run again. */
export type Attempt<T> =
  | { readonly ended: 'committed'; readonly value: T }
  | { readonly ended: 'undone'; readonly error: unknown }
  | { readonly ended: 'unknown'; readonly error: unknown };

/** How far an attempt came, and what stopped it there. */
type Course<T> =
  | { readonly at: 'stopped'; readonly error: unknown }
  | { readonly at: 'committed'; readonly value: T }
  | {
      readonly at: 'commit';
      readonly value: T;
      readonly mark: TransactionMark;
      readonly error: unknown;
    };

/**
 * Runs work in one transaction. A commit whose answer was lost is looked up, and is then what the
 * server says that it was.
 *
 * BEGIN, COMMIT and ROLLBACK are sent from here, and neither by `em.begin` nor by Kysely: only so
 * the transaction's id is learned without a round trip of its own, and a connection that may be
 * broken is never given back to the pool.
 */
export const attempt = async <T>(
  orm: MikroORM,
  lines: JobLines,
  work: Work<T>,
): Promise<Attempt<T>> => {
  const ending = createEnding();
  let attempted: Attempt<T> | undefined;
  try {
    attempted = await attemptEnding(orm, { ...lines, ending }, work);
    return attempted;
  } finally {
    ending.tell(attempted?.ended === 'committed');
  }
};

type Lines = JobLines & { readonly ending: Ending };

const attemptEnding = async <T>(
  orm: MikroORM,
  lines: Lines,
  work: Work<T>,
): Promise<Attempt<T>> => {
  const course = await courseOf(orm, lines, work);
  if (course.at === 'committed') return { ended: 'committed', value: course.value };
  const { error } = course;
  // A conflict or a violated constraint is PostgreSQL's own word that nothing was stored.
  if (course.at === 'stopped' || failureOf(error) !== 'unavailable') {
    return { ended: 'undone', error };
  }
  const outcome = await outcomeOfCommit(orm, course.mark);
  return outcome === 'committed'
    ? { ended: 'committed', value: course.value }
    : { ended: outcome, error };
};

/** Runs work that only looks: each statement by itself, on one connection. */
export const look = async <T>(
  orm: MikroORM,
  lines: JobLines,
  work: (reads: Reads) => Promise<T>,
): Promise<Attempt<T>> => {
  let client: PoolClient | undefined;
  let isBroken = true;
  try {
    client = await checkOut(orm);
    const db = kyselyOn(client);
    const worked = await stepThrough(work, (onError) => readsOn(db, lines, onError));
    isBroken = !worked.ok && failureOf(worked.error) === 'unavailable';
    return worked.ok
      ? { ended: 'committed', value: worked.value }
      : { ended: 'undone', error: worked.error };
  } catch (error) {
    return { ended: 'undone', error };
  } finally {
    client?.release(isBroken);
  }
};

const courseOf = async <T>(orm: MikroORM, lines: Lines, work: Work<T>): Promise<Course<T>> => {
  let client: PoolClient | undefined;
  let isBroken = true;
  try {
    client = await checkOut(orm);
    // Sent, not waited for: where it fails, so does every statement that follows it.
    const begun = beginMarked(client);
    begun.catch(() => undefined);
    const worked = await workOn(client, orm, lines, work);
    const mark = await begun;
    const course = worked.ok
      ? await commit(client, worked.value, mark)
      : ({ at: 'stopped', error: worked.error } as const);
    isBroken = course.at === 'committed' ? false : await isLost(client, course.error);
    return course;
  } catch (error) {
    return { at: 'stopped', error };
  } finally {
    client?.release(isBroken);
  }
};

type Worked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

const workOn = async <T>(
  client: PoolClient,
  orm: MikroORM,
  lines: Lines,
  work: Work<T>,
): Promise<Worked<T>> => {
  const em = orm.em.fork();
  // Not Kysely's own `connection()`, on which each statement waits for the answer to the one before.
  em.setTransactionContext(kyselyOn(client));
  return stepThrough(work, (onError) => transactionOn(em, lines, onError));
};

const commit = async <T>(
  client: PoolClient,
  value: T,
  mark: TransactionMark,
): Promise<Course<T>> => {
  try {
    await client.query('commit');
    return { at: 'committed', value };
  } catch (error) {
    return { at: 'commit', value, mark, error };
  }
};

/** Ends what is left of a transaction, where its connection still answers. */
const isLost = async (client: PoolClient, error: unknown): Promise<boolean> => {
  if (failureOf(error) === 'unavailable') return true;
  return client.query('rollback').then(
    () => false,
    () => true,
  );
};

const stepThrough = async <Stores, T>(
  work: (stores: Stores) => Promise<T>,
  open: (onError: (raw: unknown) => unknown) => Stores,
): Promise<Worked<T>> => {
  const failures: { readonly raw: unknown; readonly told: unknown }[] = [];
  const stores = open((raw) => {
    const told = translated(raw);
    failures.push({ raw, told });
    return told;
  });
  try {
    const value = await work(stores);
    // PostgreSQL answers a COMMIT after a failed statement by rolling back, and does not call that
    // an error. Work that swallowed the failure must not be told that it was stored.
    const swallowed = failures.find(({ raw }) => failureOf(raw) !== undefined);
    return swallowed ? { ok: false, error: swallowed.raw } : { ok: true, value };
  } catch (error) {
    const isOurs = failures.some(({ told }) => told === error);
    // Of what was asked together the first to fail is the cause: the rest was asked in vain.
    return { ok: false, error: isOurs ? failures[0]?.raw : error };
  }
};
