import { enableCompileCache } from 'node:module';

// The second start finds its modules compiled. Everything else is loaded after this line has run.
enableCompileCache();

const { ConfigurationError } = await import('@aisha/adapters/composition');
const { readPlaygroundSettings } = await import('./settings.ts');
const { startPlayground } = await import('./start.ts');

const say = (...lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

const giveUpMs = 10_000;

try {
  const settings = readPlaygroundSettings(process.env);
  const running = await startPlayground(settings);
  say(
    '',
    `  Aisha is ready: ${running.address}`,
    '',
    `  bot on port ${running.botPort}, webhooks on port ${running.apiPort}, data in ${settings.dataDir}`,
    '  Ctrl-C stops it; nothing is lost.',
    '',
  );
  const stop = (): void => {
    process.once('SIGINT', () => process.exit(1));
    say('  Stopping…');
    setTimeout(() => process.exit(1), giveUpMs).unref();
    void running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
} catch (error) {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exit(1);
}
