import { randomUUID } from 'node:crypto';
import { PortError, type EnqueueOptions, type Job } from '@aisha/core';
import { fromKysely, type Db, type KyselyTransactionLike, type PgBoss } from 'pg-boss';
import { announce } from './wakeups.ts';

/**
 * Enqueues on the connection, and so within the transaction, of `kysely`. A job that is dropped
 * because one with its key waits holds that one back until the transaction ends: it would else run
 * without what the transaction is about to store.
 */
export const enqueueIn =
  ({ boss, schema }: { boss: PgBoss; schema: string }) =>
  async (kysely: KyselyTransactionLike, job: Job, options: EnqueueOptions = {}): Promise<void> => {
    const db = fromKysely(kysely);
    await sendOrHoldBack({ boss, schema, db }, job, options);
    const dueAt = Math.ceil(options.startAt?.getTime() ?? 0);
    await announce(db, schema, { queue: job.name, dueAt });
  };

const maxRaces = 20;

/** A job may be taken between our finding it in the way and our holding it back: then ours is sent after all. */
const sendOrHoldBack = async (
  { boss, schema, db }: { boss: PgBoss; schema: string; db: Db },
  job: Job,
  options: EnqueueOptions,
): Promise<void> => {
  for (let race = 0; race < maxRaces; race += 1) {
    if (await send(boss, db, job, options)) return;
    if (options.key !== undefined && (await holdBack(db, schema, job, options.key))) return;
  }
  throw new PortError('queue.unavailable', `enqueue ${job.name}`, { retryable: true });
};

/** Answers false where a job of that key waits. */
const send = async (
  boss: PgBoss,
  db: Db,
  { name, data }: Job,
  { key, startAt }: EnqueueOptions,
): Promise<boolean> => {
  const id = await boss.send(name, data, {
    db,
    singletonKey: key ?? randomUUID(),
    ...(startAt ? { startAfter: startAt } : {}),
  });
  return id !== null;
};

/** Locks the waiting job against being taken. Answers false where it has just been taken. */
const holdBack = async (db: Db, schema: string, { name }: Job, key: string): Promise<boolean> => {
  const { rows } = await db.executeSql(
    `select id from ${schema}.job
     where name = $1 and singleton_key = $2 and state = 'created' for share`,
    [name, key],
  );
  return rows.length > 0;
};
