import type { Clock, HealthCheck, Logger } from '@aisha/core';
import { startEmbeddedPostgres } from '../embedded-postgres/index.ts';
import {
  checkDatabase,
  createOrm,
  databaseClock,
  migrateDatabase,
  type MikroORM,
} from '../mikro-orm/index.ts';
import { pgBossJobQueue, type PgBossJobQueue } from '../pg-boss/index.ts';
import { pinoLogger } from '../pino/index.ts';
import { openFal, type FalConnection } from './open-fal.ts';
import { openShared, type SharedState } from './open-shared.ts';
import { dataPaths, type SharedSettings } from './settings.ts';

/** What is opened at the start and closed at the end; shared by all apps of one process. */
export type Resources = {
  readonly logger: Logger;
  readonly orm: MikroORM;
  /** The database's time, which all machines share. */
  readonly clock: Clock;
  readonly queue: PgBossJobQueue;
  readonly shared: SharedState;
  readonly fal: FalConnection;
  readonly health: readonly HealthCheck[];
  /** Whether an embedded database was started for us. */
  readonly embedded: boolean;
  close(): Promise<void>;
};

export type OpenResourcesOptions = {
  readonly settings: SharedSettings;
  readonly logger?: Logger;
};

/** Opens everything, or nothing: what was opened before a failure is closed again. */
export const openResources = async ({
  settings,
  logger = pinoLogger({ level: settings.logLevel }),
}: OpenResourcesOptions): Promise<Resources> => {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) {
      await closer().catch((error: unknown) => logger.error({ error }, 'a resource did not close'));
    }
  };
  try {
    const database = await openDatabase(settings, logger);
    closers.push(() => database.close());
    await migrateDatabase(database.url);
    const orm = await createOrm({ url: database.url, log: (text) => logger.debug({}, text) });
    closers.push(() => orm.close());
    const clock = await databaseClock({ orm, logger });
    closers.push(async () => clock.close());
    const queue = pgBossJobQueue({ url: database.url, logger });
    await queue.open();
    closers.push(() => queue.close());
    const shared = await openShared(settings.redisUrl, logger);
    closers.push(() => shared.close());
    const fal = await openFal(settings, logger);
    closers.push(() => fal.close());
    const health = [checkDatabase({ orm })];
    const embedded = database.embedded;
    return { logger, orm, clock, queue, shared, fal, health, embedded, close };
  } catch (error) {
    await close();
    throw error;
  }
};

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
  const server = await startEmbeddedPostgres({
    dataDir: dataPaths(dataDir).postgres,
    log: (text) => logger.debug({}, text),
  });
  return { url: server.nearUrl, embedded: true, close: () => server.stop() };
};
