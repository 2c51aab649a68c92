import {
  ConfigurationError,
  openResources,
  readEnvironment,
  runApp,
  type AtEnd,
  type Environment,
} from '@aisha/adapters/composition';
import { composeBot, readBotSettings, startBot } from '@aisha/bot';
import { composeHttp, listen, readHttpSettings, startHttp } from '@aisha/http';

/** `ROLE`: what this process of the one image does. `all` is everything; `migrate` prepares the database and ends. */
const starts: Readonly<Record<string, (environment: Environment, atEnd: AtEnd) => Promise<void>>> =
  {
    bot: async (environment, atEnd) => {
      const settings = readBotSettings(environment);
      const { botPort: port, role, webhookUrl } = settings;
      const resources = await openResources({ settings, role });
      atEnd(() => resources.close());
      const bot = await startBot(composeBot(settings, resources), { port, role, webhookUrl });
      atEnd(() => bot.stop());
      resources.logger.info({ port: bot.port, role }, 'the bot is running');
    },

    http: async (environment, atEnd) => {
      const settings = readHttpSettings(environment);
      const resources = await openResources({ settings, role: 'http' });
      atEnd(() => resources.close());
      const listener = await listen(settings, { logger: resources.logger });
      const http = startHttp(composeHttp(settings, resources), listener);
      atEnd(() => http.stop());
      resources.logger.info({ port: http.port }, 'the http app is running');
    },

    all: async (environment, atEnd) => {
      const settings = {
        ...readHttpSettings({ ...environment, ROLE: undefined }),
        ...readBotSettings(environment),
      };
      const resources = await openResources({ settings, role: 'all' });
      atEnd(() => resources.close());
      const listener = await listen(settings, { logger: resources.logger });
      const http = startHttp(composeHttp(settings, resources), listener);
      atEnd(() => http.stop());
      const { botPort: port, webhookUrl } = settings;
      const bot = await startBot(composeBot(settings, resources), {
        port,
        role: 'all',
        webhookUrl,
      });
      atEnd(() => bot.stop());
      resources.logger.info({ port: bot.port, apiPort: http.port }, 'everything is running');
    },

    migrate: async (environment) => {
      const resources = await openResources({ settings: readHttpSettings(environment) });
      resources.logger.info({}, 'the database and the storage are ready');
      await resources.close();
    },
  };

runApp(async (atEnd) => {
  const environment = readEnvironment();
  // An empty variable is as good as none, as everywhere.
  const role = environment['ROLE'] || 'all';
  const start = role === 'worker' ? starts['bot'] : starts[role];
  if (!start) {
    const roles = [...Object.keys(starts), 'worker'].join(', ');
    throw new ConfigurationError([`ROLE is ${role} and must be one of ${roles}`]);
  }
  await start(environment, atEnd);
});
