import {
  openBlobs,
  openDatabase,
  type Environment,
  type OpenDatabase,
  type SharedSettings,
} from '@aisha/adapters/composition';
import { pinoLogger } from '@aisha/adapters/pino';
import type { Machine } from './machine.ts';

type Configured = { readonly settings: SharedSettings; readonly environment: Environment };

/** Whatever is opened adds to `closers`. */
export const openMachine = (
  { settings, environment }: Configured,
  closers: (() => Promise<void>)[],
): Machine => {
  const logger = pinoLogger({ level: settings.logLevel });
  let database: Promise<OpenDatabase> | undefined;
  return {
    settings,
    environment,
    database: async () => {
      database ??= openDatabase(settings, logger);
      const opened = await database;
      closers.push(() => opened.close());
      return opened;
    },
    blobs: async () => (await openBlobs(settings, logger)).blobs,
  };
};
