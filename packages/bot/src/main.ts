import { ConfigurationError, openResources, readEnvironment } from '@aisha/adapters/composition';
import { composeBot } from './composition.ts';
import { readBotSettings } from './settings.ts';
import { startBot } from './start-bot.ts';

/** The bot app as a process of its own. */
const main = async (): Promise<void> => {
  const settings = readBotSettings(readEnvironment());
  const resources = await openResources({ settings });
  const { logger } = resources;
  const running = await startBot(composeBot(settings, resources), {
    port: settings.botPort,
    role: settings.role,
  });
  logger.info({ port: running.port, role: settings.role }, 'the bot is running');
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
