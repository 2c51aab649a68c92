import { openResources, readEnvironment, runApp } from '@aisha/adapters/composition';
import { composeHttp } from './composition.ts';
import { readHttpSettings } from './settings.ts';
import { listen, startHttp } from './start-http.ts';

/** The http app as a process of its own. */
runApp(async (atEnd) => {
  const settings = readHttpSettings(readEnvironment());
  const resources = await openResources({ settings, role: 'http' });
  atEnd(() => resources.close());
  const http = startHttp(
    composeHttp(settings, resources),
    await listen(settings, { logger: resources.logger }),
  );
  atEnd(() => http.stop());
  resources.logger.info({ port: http.port }, 'the http app is running');
});
