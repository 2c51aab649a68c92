import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '@aisha/core';
import type { FalSandbox } from '../fal-sandbox/index.ts';
import { dataPaths, type FalSettings, type SharedSettings } from './settings.ts';
import { stickyPort } from './sticky-port.ts';

type FalAddresses = Omit<FalSettings, 'apiKey' | 'testMode' | 'sandboxTrainingMs'>;

/** fal as this process talks to it: the real one, another server, or the sandbox. */
export type FalConnection = FalAddresses & {
  readonly apiKey: string;
  readonly sandbox: FalSandbox | undefined;
  close(): Promise<void>;
};

const sandboxUserId = 'sandbox-user';

/**
 * In test mode everything goes to the sandbox, whatever key is configured, and nothing to fal: the
 * sandbox has a key and a signature of its own, which a production configuration refuses.
 */
export const openFal = async (
  { fal, dataDir }: SharedSettings,
  logger: Logger,
): Promise<FalConnection> => {
  const { apiKey, testMode, sandboxTrainingMs, ...addresses } = fal;
  if (testMode) {
    const directory = dataPaths(dataDir).falSandbox;
    return openSandbox(addresses, { directory, trainingMs: sandboxTrainingMs, logger });
  }
  // A key that nobody has: an app that needs fal asks for one in its configuration, the others never call.
  const key = apiKey ?? randomBytes(24).toString('base64url');
  return { ...addresses, apiKey: key, sandbox: undefined, close: async () => undefined };
};

const openSandbox = async (
  addresses: FalAddresses,
  { directory, trainingMs, logger }: { directory: string; trainingMs: number; logger: Logger },
): Promise<FalConnection> => {
  await mkdir(directory, { recursive: true });
  const apiKey = await sandboxKey(directory);
  // Loaded only where it is used: nobody else waits for it.
  const { startFalSandbox } = await import('../fal-sandbox/index.ts');
  const sandbox = await stickyPort(
    directory,
    (port) =>
      startFalSandbox({
        dataDir: directory,
        port,
        apiKey,
        userId: sandboxUserId,
        timings: { trainingMs },
        log: (event, details) => logger.debug({ ...details }, `fal sandbox: ${event}`),
      }),
    ({ origin }) => origin,
  );
  const { queueUrl, restUrl, jwksUrl } = sandbox;
  return {
    ...addresses,
    apiKey,
    userId: sandboxUserId,
    queueUrl,
    restUrl,
    jwksUrl,
    sandbox,
    close: () => sandbox.stop(),
  };
};

/** The same at every start: what it signed yesterday is still believed today. */
const sandboxKey = async (directory: string): Promise<string> => {
  const file = join(directory, 'key');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known.length >= 32) return known;
  const fresh = randomBytes(24).toString('base64url');
  await writeFile(file, fresh, { mode: 0o600 });
  return fresh;
};
