import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type PlaygroundProcess = {
  /** Of the chat page. */
  readonly address: string;
  readonly pid: number;
  /** From the start of the process until it said that it is ready. */
  readonly readyMs: number;
  /** Sends a signal and waits for the end; answers the exit code, or null where a signal ended it. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
};

const main = new URL('../../examples/playground/src/main.ts', import.meta.url).pathname;
const patienceMs = 60_000;

/** `npm start` as a process of its own, on free ports. */
export const startPlaygroundProcess = async (
  dataDir: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<PlaygroundProcess> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--conditions=@aisha/source', main], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      BOT_PORT: '0',
      API_PORT: '0',
      DATA_DIR: dataDir,
      FAL_SANDBOX_TRAINING_MS: '1500',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const address = await readyAddress(child.stdout, child.stderr, ended);
  return {
    address,
    pid: child.pid ?? 0,
    readyMs: performance.now() - startedAt,
    end: async (signal) => {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
};

const readyAddress = async (
  stdout: NodeJS.ReadableStream,
  stderr: NodeJS.ReadableStream,
  ended: Promise<unknown>,
): Promise<string> => {
  let said = '';
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready in time:\n${said}`)), patienceMs);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /Aisha is ready: (\S+)/u.exec(said)?.[1];
      if (!address) return;
      clearTimeout(late);
      resolve(address);
    };
    stdout.on('data', hear);
    stderr.on('data', hear);
    void ended.then(() => {
      clearTimeout(late);
      reject(new Error(`ended before it was ready:\n${said}`));
    });
  });
};

/** A data directory that is gone after the test. */
export const temporaryDataDir = async (): Promise<{ path: string; remove(): Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'aisha-e2e-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
};
