import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

const root = new URL('..', import.meta.url).pathname;
const patienceMs = 60_000;

export type Product = {
  /** From the start of the process until it said that it is ready. */
  readonly readyMs: number;
  readonly pid: number;
  stop(): Promise<void>;
};

/** What `npm start` runs, as npm would: by the shell, and with npm's own time left out. */
export const startProduct = async (dataDir: string): Promise<Product> => {
  const manifest = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as {
    scripts: { start: string };
  };
  const startedAt = performance.now();
  const child = spawn('sh', ['-c', manifest.scripts.start], {
    cwd: root,
    env: {
      PATH: `${root}node_modules/.bin:${process.env['PATH'] ?? ''}`,
      HOME: process.env['HOME'],
      DATA_DIR: dataDir,
      BOT_PORT: '0',
      API_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const late = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  for await (const line of createInterface(child.stdout)) {
    if (line.includes('is ready')) break;
  }
  clearTimeout(late);
  const readyMs = performance.now() - startedAt;
  if (child.exitCode !== null || child.signalCode !== null) throw new Error('it did not start');
  child.stdout.resume();
  return {
    readyMs,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
