import { openResources, readEnvironment, runApp } from '@aisha/adapters/composition';
import { composeBot } from './composition.ts';
import { readBotSettings } from './settings.ts';
import { startBot } from './start-bot.ts';

/** The bot app as a process of its own. */
runApp(async (atEnd) => {
  const settings = readBotSettings(readEnvironment());
  const { botPort: port, role, webhookUrl } = settings;
  const resources = await openResources({ settings, role });
  atEnd(() => resources.close());
  const bot = await startBot(composeBot(settings, resources), { port, role, webhookUrl });
  atEnd(() => bot.stop());
  resources.logger.info({ port: bot.port, role }, 'the bot is running');
});
