import type { Logger } from '@aisha/core';
import { PgBoss, type Db } from 'pg-boss';
import { lineSettings } from './line-settings.ts';
import { jobNames, jobQueueOf, parkingQueue } from './queues.ts';

export type BossOptions = {
  /** `postgresql://…`: a secret. */
  readonly url: string;
  /** The database schema that pg-boss keeps to itself. */
  readonly schema: string;
  readonly logger: Logger;
  /** Connections at most, besides one that listens. */
  readonly poolSize: number;
};

/** pg-boss for its tables and its statements. Who works when is decided by the lanes, not by its workers. */
export const createBoss = ({ url, schema, logger, poolSize }: BossOptions): PgBoss => {
  const boss = new PgBoss({
    connectionString: url,
    schema,
    max: poolSize,
    application_name: 'aisha-jobs',
    ...lineSettings,
    // Cron expressions are not used: tasks come back by themselves, also more often than every minute.
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
    superviseIntervalSeconds: 60,
    monitorIntervalSeconds: 60,
    maintenanceIntervalSeconds: 60 * 60,
    flowIntervalSeconds: 60 * 60,
  });
  boss.on('error', (error) => logger.error({ error }, 'the job queue reported an error'));
  boss.on('warning', ({ message }) => logger.warn({ warning: message }, 'the job queue warned'));
  return boss;
};

/** Starts and brings the schema and the queues to their present form. Any number of processes may do so at once. */
export const openBoss = async (boss: PgBoss): Promise<void> => {
  await boss.start({ attempts: 5 });
  const existing = new Set((await boss.getQueues()).map(({ name }) => name));
  for (const queue of [parkingQueue, ...jobNames.map(jobQueueOf)]) {
    const { name, policy, ...options } = queue;
    if (existing.has(name)) await boss.updateQueue(name, options);
    else await boss.createQueue(name, queue);
  }
};

/** Runs statements in one transaction of pg-boss's own pool. */
export const inTransaction = async <T>(boss: PgBoss, work: (db: Db) => Promise<T>): Promise<T> => {
  const transaction = await boss.getDb().beginTransaction?.();
  if (!transaction) throw new Error('pg-boss has no pool of its own');
  try {
    const result = await work(transaction.db);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
};
