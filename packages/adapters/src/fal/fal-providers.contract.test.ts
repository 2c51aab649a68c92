import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { BlobKey, RunHandle, Sha256, TrainingResult } from '@aisha/core';
import {
  avatarTrainerContract,
  imageGeneratorContract,
  inMemoryCache,
  streamOf,
  testClock,
  type ProviderControls,
} from '@aisha/core/testing';
import {
  apiKey,
  clientOf,
  eventually,
  photo,
  photosZip,
  startSandbox,
  temporaryFolder,
  trainedLora,
} from '../fal-sandbox/fixtures.ts';
import type { FalSandbox } from '../fal-sandbox/index.ts';
import { safeFetcher, type SafeFetcher } from '../safe-fetch/index.ts';
import { falAvatarTrainer, falClient, falImageGenerator, type FalClient } from './index.ts';

type Lora = Extract<TrainingResult, { type: 'lora' }>;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sandbox: FalSandbox;
let client: FalClient;
let fetcher: SafeFetcher;
let zip: Uint8Array;
let picture: Uint8Array;
let lora: { readonly result: Lora; readonly bytes: Uint8Array };

beforeAll(async () => {
  folder = await temporaryFolder();
  // Long enough in the queue to be cancelled there.
  sandbox = await startSandbox(folder.path, { timings: { queueMs: 150 } });
  client = falClient({ apiKey, queueUrl: sandbox.queueUrl, restUrl: sandbox.restUrl });
  fetcher = safeFetcher({ extraOrigins: [sandbox.origin] });
  zip = new Uint8Array(await (await photosZip(10)).arrayBuffer());
  picture = await photo(200, 256);
  lora = await weightsAt(await trainedLora(clientOf(sandbox)));
});
afterAll(async () => {
  await Promise.all([client.close(), fetcher.close(), sandbox.stop()]);
  await folder.remove();
});

const weightsAt = async (providerUrl: string) => {
  const bytes = new Uint8Array(await (await fetch(providerUrl)).arrayBuffer());
  const sha256 = createHash('sha256').update(bytes).digest('hex') as Sha256;
  const blobKey = 'loras/1.safetensors' as BlobKey;
  const result: Lora = { type: 'lora', blobKey, sha256, bytes: bytes.length, providerUrl };
  return { result, bytes };
};

const refusals = {
  'provider.rate-limited': { kind: 'status', status: 429 },
  'provider.balance-exhausted': { kind: 'exhausted-balance' },
} as const;

const controls = (): ProviderControls => {
  const before = sandbox.runs().length;
  const completed = ({ requestId }: RunHandle) =>
    sandbox.runs().find((run) => run.requestId === requestId && run.status === 'COMPLETED');
  return {
    accepted: async () => sandbox.runs().length - before,
    loseNextReply: () => sandbox.faults.add({ point: 'submit', effect: { kind: 'lose-reply' } }),
    refuseNext: (code) => sandbox.faults.add({ point: 'submit', effect: refusals[code] }),
    failNext: () => {
      const effect = { kind: 'fail', type: 'content_policy_violation' } as const;
      sandbox.faults.add({ point: 'training', effect }, { point: 'generation', effect });
    },
    finish: async (run) => void (await eventually(() => completed(run))),
    // A webhook carries what a question for the result is answered with.
    reportOf: async ({ endpoint, requestId }) => {
      const app = endpoint.split('/').slice(0, 2).join('/');
      const headers = { authorization: `Key ${apiKey}` };
      const url = `${sandbox.queueUrl}/${app}/requests/${requestId}`;
      const response = await fetch(url, { headers });
      return {
        outcome: response.ok ? 'succeeded' : 'failed',
        payload: (await response.json()) as unknown,
      };
    },
  };
};

const cleanup = async () => sandbox.faults.clear();

describe('the fal trainer', () => {
  avatarTrainerContract({
    it,
    create: async () => ({
      trainer: falAvatarTrainer({ client }),
      provider: controls(),
      archive: () => streamOf(zip),
      cleanup,
    }),
  });
});

describe('the fal generator', () => {
  imageGeneratorContract({
    it,
    create: async () => {
      let lost = false;
      const generator = falImageGenerator({
        client,
        cache: inMemoryCache({ clock: testClock() }),
        isThere: async (url) => !lost && fetcher.isThere(url),
      });
      return {
        generator,
        provider: controls(),
        weights: lora.result,
        open: async () => streamOf(lora.bytes),
        picture,
        loseWeights: () => {
          lost = true;
        },
        cleanup,
      };
    },
  });
});
