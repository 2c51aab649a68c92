import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess, type RunningProcess } from './process.ts';

export type PlaygroundProcess = Pick<RunningProcess, 'pid' | 'said' | 'end'> & {
  /** Of the chat page, or of the bot's health where Telegram is not played. */
  readonly address: string;
  readonly botPort: number;
  readonly apiPort: number;
  /** From the start of the process until it said that it is ready. */
  readonly readyMs: number;
};

export const playgroundMain = new URL('../../examples/playground/src/main.ts', import.meta.url)
  .pathname;

/** `npm start` as a process of its own, on free ports. */
export const startPlaygroundProcess = async (
  dataDir: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<PlaygroundProcess> => {
  const startedAt = performance.now();
  const { pid, said, hear, end } = startProcess({
    args: [playgroundMain],
    // Not where a developer may keep a .env of their own.
    cwd: dataDir,
    env: {
      BOT_PORT: '0',
      API_PORT: '0',
      DATA_DIR: dataDir,
      FAL_SANDBOX_TRAINING_MS: '1500',
      // What comes unasked is asked for by the tests that are about it.
      PREVIEW_PICTURES: '0',
      ...variables,
    },
  });
  const [, address = ''] = await hear(/Aisha is ready: (\S+)\n/u);
  const readyMs = performance.now() - startedAt;
  const [, botPort, apiPort] = await hear(/bot on port (\d+), webhooks on port (\d+)/u);
  return { address, botPort: Number(botPort), apiPort: Number(apiPort), pid, said, readyMs, end };
};

/** A data directory that is gone after the test. */
export const temporaryDataDir = async (): Promise<{ path: string; remove(): Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'aisha-e2e-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
};
