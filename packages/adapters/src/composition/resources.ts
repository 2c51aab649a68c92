import type { BlobStore, Clock, HealthCheck, Logger } from '@aisha/core';
import { learn } from '../async-context/index.ts';
import {
  briefOrm,
  checkDatabase,
  createOrm,
  databaseClock,
  listPausedQueues,
  migrateDatabase,
  type MikroORM,
} from '../mikro-orm/index.ts';
import type { PgBossJobQueue } from '../pg-boss/index.ts';
import { pinoLogger } from '../pino/index.ts';
import { watched } from './dependencies.ts';
import { figuresOf } from './figures.ts';
import { openBlobs, type OpenBlobs } from './open-blobs.ts';
import { openFal, type FalConnection } from './open-fal.ts';
import { openShared, type SharedState } from './open-shared.ts';
import { dataPaths, type SharedSettings } from './settings.ts';
import { queueWhenUsed } from './queue-when-used.ts';
import { openTelling, type Telling } from './telling.ts';

/** What is opened at the start and closed at the end; shared by all apps of one process. */
export type Resources = {
  readonly logger: Logger;
  readonly orm: MikroORM;
  /** The database's time, which all machines share. */
  readonly clock: Clock;
  readonly queue: PgBossJobQueue;
  readonly shared: SharedState;
  readonly fal: FalConnection;
  readonly blobs: BlobStore;
  /** Where storage can be reached by others: an address of a blob that opens it for a minute. */
  readonly linkTo?: OpenBlobs['linkTo'];
  readonly telling: Telling;
  readonly health: readonly HealthCheck[];
  /** Whether an embedded database was started for us. */
  readonly embedded: boolean;
  close(): Promise<void>;
};

export type OpenResourcesOptions = {
  readonly settings: SharedSettings;
  readonly logger?: Logger;
  /** What this process is called where it is watched; left out it is not, as a command is not. */
  readonly role?: string;
  /** Nothing is migrated, and the queue is opened by whoever enqueues: a command is over in a moment. */
  readonly asItIs?: boolean;
};

/** Opens everything, or nothing: what was opened before a failure is closed again. */
export const openResources = async (options: OpenResourcesOptions): Promise<Resources> => {
  const { settings, role } = options;
  const telling = await openTelling({
    role,
    tracesTo: settings.tracesTo,
    note: (fields, message) => logger.debug(fields, message),
  });
  const logger = options.logger ?? loggerOf(settings, telling);
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) {
      await closer().catch((error: unknown) => logger.error({ error }, 'a resource did not close'));
    }
  };
  closers.push(() => telling.tracing.close());
  try {
    const database = await openDatabase(settings, logger);
    closers.push(() => database.close());
    if (!options.asItIs) await migrateDatabase(database.url);
    const log = (text: string): void => logger.debug({}, text);
    const orm = await (options.asItIs ? briefOrm : createOrm)({ url: database.url, log });
    closers.push(() => orm.close());
    const clock = await databaseClock({ orm, logger });
    closers.push(async () => clock.close());
    const trace = () => telling.tracing.traceparent();
    const paused = () => listPausedQueues({ orm });
    const around = telling.job;
    const load = async () => {
      const { pgBossJobQueue } = await import('../pg-boss/index.ts');
      return pgBossJobQueue({ url: database.url, logger, trace, around, paused });
    };
    const queue = options.asItIs ? queueWhenUsed(load) : await load();
    if (!options.asItIs) await queue.open();
    closers.push(() => queue.close());
    const shared = await openShared(settings.redisUrl, logger);
    closers.push(() => shared.close());
    const fal = await openFal(settings, logger);
    closers.push(() => fal.close());
    const { health: storage, ...objects } = await openBlobs(settings, logger);
    telling.metrics.ask(figuresOf({ orm, clock, queue }));
    const opened = { logger, orm, clock, queue, shared, fal, telling, close };
    const needed = [checkDatabase({ orm }), ...storage, ...shared.health];
    const health = watched(telling.metrics, needed);
    return { ...opened, ...objects, health, embedded: database.embedded };
  } catch (error) {
    await close();
    throw error;
  }
};

const loggerOf = ({ logLevel: level }: SharedSettings, telling: Telling): Logger =>
  pinoLogger({ level, context: () => telling.facts(), learn });

export type OpenDatabase = {
  readonly url: string;
  /** Whether it was started for us. */
  readonly embedded: boolean;
  close(): Promise<void>;
};

/** The database as it is: where none is configured the embedded one, started unless it runs. */
export const openDatabase = async (
  { databaseUrl, dataDir }: SharedSettings,
  logger: Logger,
): Promise<OpenDatabase> => {
  if (databaseUrl !== undefined) {
    return { url: databaseUrl, embedded: false, close: async () => undefined };
  }
  // Loaded only where it is used.
  const { startEmbeddedPostgres } = await import('../embedded-postgres/index.ts');
  const server = await startEmbeddedPostgres({
    dataDir: dataPaths(dataDir).postgres,
    log: (text) => logger.debug({}, text),
  });
  return { url: server.nearUrl, embedded: true, close: () => server.stop() };
};
