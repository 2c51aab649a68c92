import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, stopUnusedPostgres } from '@aisha/adapters/embedded-postgres';

const PREFIX = 'aisha-test-postgres-';
/** Nothing here outlives the run, so nothing needs to reach the disk. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

export interface RunningServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Young ones may belong to a run that has not taken its lock yet. */
const ABANDONED_AFTER_MS = 10 * 60 * 1000;

export const startEmbeddedServer = async (): Promise<RunningServer> => {
  await clearKilledRuns();
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  const { url, stop } = await startEmbeddedPostgres({ dataDir, settings: SETTINGS });
  const endAtExit = await endingServerOf(dataDir);
  process.once('exit', endAtExit);
  return {
    url,
    stop: async () => {
      process.off('exit', endAtExit);
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

/** A run that is told to end leaves at once: Vitest tears nothing down then, nor is there time to wait. */
const endingServerOf = async (dataDir: string): Promise<() => void> => {
  const [pid] = (await readFile(join(dataDir, 'cluster/postmaster.pid'), 'utf8')).split('\n');
  return () => {
    try {
      process.kill(Number(pid), 'SIGINT');
    } catch {
      // It has ended by itself.
    }
  };
};

/** A killed run cannot clean up: the next one stops its server and removes its data. */
const clearKilledRuns = async (): Promise<void> => {
  const entries = await readdir(tmpdir());
  for (const name of entries.filter((entry) => entry.startsWith(PREFIX))) {
    await clearIfAbandoned(join(tmpdir(), name)).catch(() => undefined);
  }
};

const clearIfAbandoned = async (dataDir: string): Promise<void> => {
  const { birthtimeMs } = await stat(dataDir);
  if (birthtimeMs > Date.now() - ABANDONED_AFTER_MS) return;
  if (await stopUnusedPostgres(dataDir)) await rm(dataDir, { recursive: true, force: true });
};
