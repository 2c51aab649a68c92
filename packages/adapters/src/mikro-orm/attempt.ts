import type { Transaction } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { failureOf, translated } from './database-errors.ts';
import { transactionOn, type Enqueue } from './transaction.ts';

export type Work<T> = (transaction: Transaction) => Promise<T>;

/** How an attempt ended. Only what certainly left nothing behind may be run again. */
export type Attempt<T> =
  | { readonly ended: 'committed'; readonly value: T }
  | { readonly ended: 'undone'; readonly error: unknown }
  | { readonly ended: 'unknown'; readonly error: unknown };

/** How far an attempt came, and what stopped it there. */
type Course<T> =
  | { readonly at: 'begin' }
  | { readonly at: 'work'; readonly error: unknown }
  | { readonly at: 'commit'; readonly value: T };

/**
 * Runs work in one transaction.
 *
 * Kysely's own callback begins and ends it, and not `em.begin` and `em.rollback`: where a rollback
 * fails because its connection is gone, those never give the connection's place in the pool back.
 * The failed rollback also hides what went wrong before, so that is kept here.
 */
export const attempt = async <T>(
  orm: MikroORM,
  enqueue: Enqueue,
  work: Work<T>,
): Promise<Attempt<T>> => {
  let course: Course<T> = { at: 'begin' };
  const em = orm.em.fork();
  try {
    const value = await em
      .getKysely()
      .transaction()
      .execute(async (connection) => {
        em.setTransactionContext(connection);
        course = await stepThrough(work, (onError) => transactionOn(em, enqueue, onError));
        if (course.at === 'work') throw course.error;
        return course.value;
      });
    return { ended: 'committed', value };
  } catch (error) {
    return endOf(course, error);
  }
};

const stepThrough = async <T>(
  work: Work<T>,
  open: (onError: (raw: unknown) => unknown) => Transaction,
): Promise<Exclude<Course<T>, { at: 'begin' }>> => {
  const failures: { readonly raw: unknown; readonly told: unknown }[] = [];
  const transaction = open((raw) => {
    const told = translated(raw);
    failures.push({ raw, told });
    return told;
  });
  try {
    const value = await work(transaction);
    // PostgreSQL answers a COMMIT after a failed statement by rolling back, and does not call that
    // an error. Work that swallowed the failure must not be told that it was stored.
    const swallowed = failures.find(({ raw }) => failureOf(raw) !== undefined);
    return swallowed ? { at: 'work', error: swallowed.raw } : { at: 'commit', value };
  } catch (error) {
    const failure = failures.find(({ told }) => told === error);
    return { at: 'work', error: failure?.raw ?? error };
  }
};

const endOf = <T>(course: Course<T>, error: unknown): Attempt<T> => {
  if (course.at === 'begin') return { ended: 'undone', error };
  if (course.at === 'work') return { ended: 'undone', error: course.error };
  // A conflict or a violated constraint is PostgreSQL's own word that nothing was stored.
  return { ended: failureOf(error) === 'unavailable' ? 'unknown' : 'undone', error };
};
