import { readEnvironment, runApp, type AtEnd } from '@aisha/adapters/composition';
import { readPlaygroundSettings } from './settings.ts';
import { startPlayground } from './start.ts';

const say = (...lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

const main = async (atEnd: AtEnd): Promise<void> => {
  const settings = readPlaygroundSettings(readEnvironment());
  const running = await startPlayground(settings);
  atEnd(() => running.stop());
  say(
    '',
    `  Aisha is ready: ${running.address}`,
    '',
    `  bot on port ${running.botPort}, webhooks on port ${running.apiPort}, data in ${settings.dataDir}`,
    '  Ctrl-C stops it; nothing is lost.',
    '',
  );
};

// Loading everything and doing nothing fills Node's compile cache, once, after an installation.
if (!process.argv.includes('--load-only')) {
  runApp(main, { stopping: () => say('  Stopping…') });
}
