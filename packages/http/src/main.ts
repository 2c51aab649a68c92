import { ConfigurationError, openResources, readEnvironment } from '@aisha/adapters/composition';
import { composeHttp } from './composition.ts';
import { readHttpSettings } from './settings.ts';
import { listen, startHttp } from './start-http.ts';

/** The http app as a process of its own. */
const main = async (): Promise<void> => {
  const settings = readHttpSettings(readEnvironment());
  const resources = await openResources({ settings });
  const { logger } = resources;
  const running = startHttp(composeHttp(settings, resources), await listen(settings));
  logger.info({ port: running.port }, 'the http app is running');
  const stop = (signal: string): void => {
    logger.info({ signal }, 'stopping');
    void running
      .stop()
      .then(() => resources.close())
      .then(() => process.exit(0));
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
};

main().catch((error: unknown) => {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exit(1);
});
