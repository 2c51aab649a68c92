import { randomUUID } from 'node:crypto';
import { PortError, type EnqueueOptions, type Job, type JobName } from '@aisha/core';
import { fromKysely, type Db, type KyselyTransactionLike, type PgBoss } from 'pg-boss';
import type { TakenJob } from './hands.ts';
import { insertOf } from './insert-statement.ts';
import type { JobPlace } from './places.ts';
import { announce, announcedOf, payloadOf, type Wakeup } from './wakeups.ts';

type EnqueueInOptions = {
  readonly boss: PgBoss;
  readonly schema: string;
  /** What a job that is enqueued now is part of. */
  readonly trace?: () => string | undefined;
  /** Where a job of this process can run at once. */
  readonly placeFor?: (name: JobName) => JobPlace | undefined;
};

/** Tells, once, whether the transaction is certain to have been committed. */
export type TransactionEnding = { hear(listener: (isCommitted: boolean) => void): void };

/**
 * Enqueues on the connection, and so within the transaction, of `kysely`. A job that is dropped
 * because one with its key waits holds that one back until the transaction ends: it would else run
 * without what the transaction is about to store.
 *
 * A job that may run at once, and has a place here, is stored as taken: once it is committed it runs
 * without being announced and fetched. Whoever dies before leaves it to others, as any job in hand.
 */
export const enqueueIn = ({
  boss,
  schema,
  trace = () => undefined,
  placeFor = () => undefined,
}: EnqueueInOptions) => {
  const enqueueTaken = takenWith({ boss, schema });
  return async (
    kysely: KyselyTransactionLike,
    job: Job,
    options: EnqueueOptions = {},
    ending?: TransactionEnding,
  ): Promise<void> => {
    const db = fromKysely(kysely);
    const isFree = options.key === undefined && options.startAt === undefined;
    const place = ending && isFree ? placeFor(job.name) : undefined;
    if (place) {
      const sent = { name: job.name, data: tracedData(job.data, trace()) };
      return enqueueTaken(db, sent, (taken) => {
        ending?.hear((isCommitted) => (isCommitted ? place.take(taken) : place.letGo()));
      });
    }
    const dueAt = Math.ceil(options.startAt?.getTime() ?? 0);
    const wakeup = { queue: job.name, dueAt };
    const sent = { name: job.name, data: tracedData(job.data, trace()) };
    const isSent = await sendOrHoldBack({ boss, schema, db, wakeup }, sent, options);
    // Whoever looked for the one that was held back did not see it.
    if (!isSent) await announce(db, schema, wakeup);
  };
};

/** Stores jobs as taken. Who takes one is told before: whatever happens then ends the transaction. */
const takenWith = ({ boss, schema }: Pick<EnqueueInOptions, 'boss' | 'schema'>) => {
  const inserts = new Map<JobName, string>();
  return async (db: Db, { name, data }: SentJob, tell: (job: TakenJob) => void): Promise<void> => {
    const id = randomUUID();
    const rows = JSON.stringify([{ id, data, singletonKey: id, isTaken: true }]);
    // As whoever fetches it would read it.
    const [stored] = JSON.parse(rows) as readonly [{ readonly data: object }];
    tell({ id, data: stored.data, retryCount: 0 });
    const insert = inserts.get(name) ?? (await insertOf({ boss, schema }, name));
    inserts.set(name, insert);
    await db.executeSql(insert, [rows]);
  };
};

/** Who takes it goes on where we are; a reader that knows nothing of it passes it over. */
const tracedData = (data: object, traceparent: string | undefined): object =>
  traceparent === undefined ? data : { ...data, traceparent };

/** As it is written: with the trace it belongs to. */
type SentJob = { readonly name: JobName; readonly data: object };

/** Announces the job with the statement that inserts it: nobody pays a round trip for being told. */
const announcing = (db: Db, schema: string, wakeup: Wakeup): Db => ({
  executeSql: (insert, values = []) =>
    db.executeSql(
      `with enqueued as (${insert}),
       ${announcedOf(schema, `$${values.length + 1}`)}
       select enqueued.id from enqueued, announced`,
      [...values, payloadOf(wakeup)],
    ),
});

const maxRaces = 20;

/**
 * Answers whether it was sent. A job may be taken between our finding it in the way and our holding it
 * back: then ours is sent after all.
 */
const sendOrHoldBack = async (
  { boss, schema, db, wakeup }: { boss: PgBoss; schema: string; db: Db; wakeup: Wakeup },
  job: SentJob,
  options: EnqueueOptions,
): Promise<boolean> => {
  for (let race = 0; race < maxRaces; race += 1) {
    if (await send(boss, announcing(db, schema, wakeup), job, options)) return true;
    if (options.key !== undefined && (await holdBack(db, schema, job, options.key))) return false;
  }
  throw new PortError('queue.unavailable', `enqueue ${job.name}`, { retryable: true });
};

/** Answers false where a job of that key waits. */
const send = async (
  boss: PgBoss,
  db: Db,
  { name, data }: SentJob,
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
const holdBack = async (
  db: Db,
  schema: string,
  { name }: SentJob,
  key: string,
): Promise<boolean> => {
  const { rows } = await db.executeSql(
    `select id from ${schema}.job
     where name = $1 and singleton_key = $2 and state = 'created' for share`,
    [name, key],
  );
  return rows.length > 0;
};
