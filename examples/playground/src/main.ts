import { ConfigurationError, readEnvironment } from '@aisha/adapters/composition';
import { readPlaygroundSettings } from './settings.ts';
import { startPlayground, type Playground } from './start.ts';

const say = (...lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

const giveUpMs = 10_000;

const stopOnSignal = (running: Playground): void => {
  const stop = (): void => {
    // Whoever asks twice means it.
    process.once('SIGINT', () => process.exit(1));
    say('  Stopping…');
    setTimeout(() => process.exit(1), giveUpMs).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
};

const main = async (): Promise<void> => {
  const settings = readPlaygroundSettings(readEnvironment());
  const running = await startPlayground(settings);
  stopOnSignal(running);
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
  main().catch((error: unknown) => {
    console.error(error instanceof ConfigurationError ? error.message : error);
    process.exit(1);
  });
}
