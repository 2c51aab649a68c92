import { createServer, type Server } from 'node:http';
import { mkdir } from 'node:fs/promises';
import { createFaults } from './faults.ts';
import { openFinetunes } from './finetunes.ts';
import { generators } from './generators.ts';
import { createInputFiles } from './input-files.ts';
import { createLocalNetwork } from './local-network.ts';
import type { Model } from './models.ts';
import {
  defaultTimings,
  limits,
  type FalSandbox,
  type FalSandboxOptions,
  type SandboxLog,
} from './options.ts';
import { createPerform } from './perform.ts';
import { createQueue } from './queue.ts';
import { createRouter } from './router.ts';
import { queueRoutes } from './routes-queue.ts';
import { sandboxRoutes } from './routes-sandbox.ts';
import { storageRoutes } from './routes-storage.ts';
import { summarise } from './run-record.ts';
import { openRunStore } from './run-store.ts';
import { loadWebhookSigner } from './signing.ts';
import { openFileStore, type FileStore } from './storage.ts';
import { trainers } from './trainers.ts';
import { openUploads } from './uploads.ts';
import { upscalers } from './upscalers.ts';
import { createWebhooks } from './webhooks.ts';

const models = new Map<string, Model>(Object.entries({ ...trainers, ...generators, ...upscalers }));
const modelOf = (endpoint: string): Model | undefined => models.get(endpoint);

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('No port'));
      else resolve(address.port);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const silent: SandboxLog = () => undefined;

const sweepRegularly = (files: FileStore, log: SandboxLog): NodeJS.Timeout => {
  const sweep = () =>
    void files.sweep(Date.now()).catch((error: unknown) => {
      log('sweep.failed', { error: String(error) });
    });
  sweep();
  return setInterval(sweep, limits.sweepEveryMs).unref();
};

/**
 * Serves fal's queue, storage, files and webhook keys on one local port, for the real
 * `@fal-ai/client` with its hosts rewritten. What it was told is kept in `dataDir`; a second start
 * there goes on where the first one ended. One process a directory.
 */
export const startFalSandbox = async (options: FalSandboxOptions): Promise<FalSandbox> => {
  const { dataDir, apiKey, userId, port = 0, host = '127.0.0.1', log = silent } = options;
  const timings = { ...defaultTimings, ...options.timings };
  await mkdir(dataDir, { recursive: true });
  const faults = createFaults(options.faults);
  const [signer, runs, files, finetunes] = await Promise.all([
    loadWebhookSigner(dataDir, userId),
    openRunStore(dataDir, log),
    openFileStore(dataDir),
    openFinetunes(dataDir),
  ]);
  const network = createLocalNetwork();
  const inputs = createInputFiles(files, network);
  const webhooks = createWebhooks({ runs, signer, network, timings, log });
  const perform = createPerform({ files, inputs, finetunes });
  const queue = createQueue({ runs, webhooks, faults, timings, modelOf, perform, log });
  const routes = [
    ...sandboxRoutes({ faults, runs, signer }),
    ...storageRoutes(files, await openUploads(dataDir, files)),
    ...queueRoutes({ queue, runs, modelOf }),
  ];
  const server = createServer(createRouter({ routes, apiKey, faults, log }));
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${await listen(server, port, host)}`;
  const sweeping = sweepRegularly(files, log);
  queue.resume();

  return {
    origin,
    queueUrl: origin,
    restUrl: origin,
    jwksUrl: `${origin}/.well-known/jwks.json`,
    runs: () => runs.list().map((run) => summarise(run, Date.now())),
    faults: { add: faults.add, clear: faults.clear, list: faults.list },
    stop: async () => {
      clearInterval(sweeping);
      await Promise.all([close(server), queue.stop(), webhooks.stop()]);
      await network.close();
    },
  };
};
