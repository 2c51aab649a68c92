import { setTimeout as pause } from 'node:timers/promises';
import type { EnqueueOptions, Job, JobDesk, JobName, JobQueue, Logger } from '@aisha/core';
import type { KyselyTransactionLike } from 'pg-boss';
import { createBoss, openBoss } from './boss.ts';
import { deskOn } from './desk.ts';
import { enqueueIn, type TransactionEnding } from './enqueue.ts';
import { forgetPerson } from './forget-person.ts';
import { handlingOf, type AroundJob } from './handling.ts';
import { insertStatementOf, type InsertJobs } from './insert-statement.ts';
import { createLane, type Lane, type LaneOptions } from './lane.ts';
import { listParked, readDepths, retryParked, type ParkedJob, type QueueDepth } from './parked.ts';
import { createPauses } from './pauses.ts';
import type { JobPlace } from './places.ts';
import { plannedOn } from './planned.ts';
import { jobNames, queueSettings, taskQueueOf } from './queues.ts';
import { runTask } from './tasks.ts';
import { startWatch, type Watch } from './watch.ts';

export type PgBossJobQueueOptions = {
  /** `postgresql://…`: a secret. */
  readonly url: string;
  readonly logger: Logger;
  /** The database schema that pg-boss keeps to itself; `pgboss` when left out. */
  readonly schema?: string;
  /** Connections at most, besides the one that listens; 6 when left out. */
  readonly poolSize?: number;
  /** Names of the queues that operators have stopped; asked every second. */
  readonly paused?: () => Promise<readonly string[]>;
  /** Takes note of every job. */
  readonly around?: AroundJob;
  /** What a job that is enqueued now is part of. */
  readonly trace?: () => string | undefined;
};

export type PgBossJobQueue = JobQueue & {
  /** Connects, and brings schema and queues to their present form. Nothing else works before. */
  open(): Promise<void>;
  /** Stops, and lets go of the database. */
  close(): Promise<void>;
  /**
   * Enqueues within the transaction that `kysely` is on: `em.getKysely()`. Where `ending` tells of its
   * end, a job that this process can run at once runs here, without being announced and fetched.
   */
  enqueueIn(
    kysely: KyselyTransactionLike,
    job: Job,
    options?: EnqueueOptions,
    ending?: TransactionEnding,
  ): Promise<void>;
  /** Where operators decide about jobs, within the transaction that `kysely` is on. */
  deskOn(kysely: KyselyTransactionLike): JobDesk;
  /** For whoever enqueues with a statement of their own. */
  insertStatementOf(name: JobName): Promise<InsertJobs>;
  /** Where a job can run at once that is stored as taken; undefined where it cannot. */
  placeFor(name: JobName): JobPlace | undefined;
  /** Jobs that were given up, the oldest first. */
  parked(options: { limit: number }): Promise<readonly ParkedJob[]>;
  /** Has parked jobs tried again, the named ones or all. Answers how many. */
  retryParked(ids?: readonly string[]): Promise<number>;
  /** Deletes the jobs that speak of a person, done or not. */
  forgetPerson(userId: string): Promise<void>;
  /** What waits and runs now. */
  depths(): Promise<readonly QueueDepth[]>;
};

/**
 * Jobs in PostgreSQL, shared by all machines that use the same database. A commit is announced with
 * NOTIFY, so that idle workers start within milliseconds; a look around every second finds whatever
 * has become due and whatever a dead worker left.
 */
export const pgBossJobQueue = ({
  url,
  logger,
  schema = 'pgboss',
  poolSize = 6,
  paused = async () => [],
  around = (_, run) => run(),
  trace,
}: PgBossJobQueueOptions): PgBossJobQueue => {
  const boss = createBoss({ url, schema, logger, poolSize });
  const shared = { boss, planned: plannedOn(boss), schema, logger, paused };
  const { lanes, addLane, stop } = createLanes(shared);
  const placeFor = (name: JobName): JobPlace | undefined =>
    lanes.find(({ queue }) => queue === name)?.keepPlace();
  return {
    open: () => openBoss(boss),
    close: async () => {
      await stop({ timeoutMs: 0 });
      await boss.stop({ graceful: false, close: true });
    },
    enqueueIn: enqueueIn({ boss, schema, placeFor, ...(trace && { trace }) }),
    placeFor,
    deskOn: deskOn({ boss, schema }),
    insertStatementOf: (name) => insertStatementOf({ boss, schema }, name),
    work: async (handlers) => {
      for (const name of jobNames) {
        const { concurrency } = queueSettings[name];
        const run = handlingOf(name, handlers, { logger, around });
        await addLane({ queue: name, concurrency, run });
      }
    },
    schedule: async (name, everyMs, task) => {
      const queue = taskQueueOf(name);
      await boss.createQueue(queue.name, queue);
      await boss.send(queue.name, {});
      const told = { name: queue.name, facts: { job: queue.name }, traceparent: undefined };
      const run = runTask({ name, everyMs, task, logger });
      await addLane({ queue: queue.name, concurrency: 1, run: () => around(told, run) });
    },
    stop,
    parked: ({ limit }) => listParked(boss, schema, limit),
    retryParked: async (ids) => {
      const count = await retryParked(boss, ids);
      for (const lane of lanes) lane.wake();
      return count;
    },
    forgetPerson: (userId) => forgetPerson(boss, schema, userId),
    depths: () => readDepths(boss, schema),
  };
};

type Shared = Pick<LaneOptions, 'boss' | 'planned' | 'schema' | 'logger'> & {
  readonly paused: () => Promise<readonly string[]>;
};

/** The lanes of one process and what they share: one connection that listens, one look around. */
const createLanes = ({ paused, ...shared }: Shared) => {
  const lanes: Lane[] = [];
  const pauses = createPauses(paused);
  let watch: Promise<Watch> | undefined;
  return {
    lanes,
    addLane: async (own: Pick<LaneOptions, 'queue' | 'concurrency' | 'run'>): Promise<void> => {
      watch ??= pauses.refresh().then(() => startWatch({ ...shared, lanes, pauses }));
      await watch;
      const isPaused = (): boolean => pauses.has(own.queue);
      const lane = createLane({ ...shared, ...own, isPaused });
      lanes.push(lane);
      lane.wake();
    },
    stop: async ({ timeoutMs }: { timeoutMs: number }): Promise<void> => {
      const stopping = lanes.slice();
      await withinTime(Promise.all(stopping.map((lane) => lane.drain())), timeoutMs);
      await Promise.all(stopping.map((lane) => lane.abandon()));
      await (await watch)?.stop();
      watch = undefined;
      lanes.length = 0;
    },
  };
};

const withinTime = async (work: Promise<unknown>, timeoutMs: number): Promise<void> => {
  const done = new AbortController();
  const timeout = pause(timeoutMs, undefined, { signal: done.signal }).catch(() => undefined);
  await Promise.race([work, timeout]);
  done.abort();
};
