import { writeSync } from 'node:fs';
import { runApp } from '@aisha/adapters/composition';
import { startBot, type BotParts } from '@aisha/bot';
import { silentLogger } from '@aisha/core/testing';
import { openFlows } from '../postgres/paid-flows.ts';

// A worker as it is deployed, but for Telegram and fal: the product's own start, end and jobs, on
// the database, files and provider that its environment names. It reports over IPC.

// How long an end takes is told by whoever ends: the test has its hands full and looks late.
process.once('SIGTERM', () => {
  const toldAt = performance.now();
  process.once('exit', () => writeSync(1, String(Math.round(performance.now() - toldAt))));
});

const { DATABASE_URL = '', PROVIDER_URL = '', FILES = '' } = process.env;

runApp(async (atEnd) => {
  const addresses = { databaseUrl: DATABASE_URL, providerUrl: PROVIDER_URL, directory: FILES };
  const { aisha, queue, close } = await openFlows(addresses, { poolSize: 6 });
  atEnd(close);
  const reconcile = async (): Promise<void> => void (await aisha.reconcile());
  // Somebody who hangs in a call that nobody bounds, as a test asks for.
  const hang = process.env['HANG'] === 'true' && (() => new Promise<never>(() => undefined));
  const worker = await startBot(
    {
      aisha: hang ? { ...aisha, jobs: { ...aisha.jobs, 'generation.submit': hang } } : aisha,
      queue,
      chores: [{ name: 'reconcile', everyMs: 5_000, run: reconcile }],
      health: [],
      logger: silentLogger,
      pacing: { close: () => undefined },
    } as unknown as BotParts,
    { port: 0, role: 'worker' },
  );
  atEnd(() => worker.stop());
  process.send?.('ready');
});
