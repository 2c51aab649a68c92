import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  aspectRatios,
  PortError,
  type GenerationOutput,
  type GeneratorProfile,
  type ImageGenerator,
  type ProviderRequestId,
} from '@aisha/core';
import type { BilledRun } from '../invariants.ts';

/** A provider of pictures that keeps its own bill, for any number of processes that order there. */
export const startLedgerProvider = async () => {
  const bill: BilledRun[] = [];
  const server = createServer((request, response) => {
    request.resume();
    const { searchParams } = new URL(request.url ?? '/', 'http://provider');
    const requestId = `run-${bill.length + 1}-${searchParams.get('count') ?? ''}`;
    bill.push({ requestId, endpoint: searchParams.get('endpoint') ?? '' });
    response.end(requestId);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    bill: (): readonly BilledRun[] => bill,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const profile: GeneratorProfile = {
  name: 'flux-lora',
  endpoint: 'ledger/flux-lora',
  tasks: ['draw'],
  base: 'flux-1',
  capabilities: {
    ratios: aspectRatios,
    maxPixels: 1024 * 1024,
    maxSide: 1536,
    maxCount: 4,
    seed: true,
    negativePrompt: false,
    imageInput: 'none',
  },
  preset: { strength: 1 },
  credits: 2,
};
/** One run of so many is flagged by the provider: its hold is given back. */
const flaggedEvery = 7;

/** Its client. A run is done as soon as it is ordered, and its id tells all there is to know. */
export const ledgerProviderClient = (url: string): ImageGenerator => ({
  profiles: () => [profile],
  endpointOf: (generator) => `ledger/${generator}`,
  capabilitiesOf: () => profile.capabilities,
  expectedMicroUsd: ({ count }) => count * 35_000,
  prepareWeights: async () => ({ type: 'lora', url: 'https://results.fake.test/weights' }),
  prepareImage: async () => 'https://results.fake.test/image',
  submit: async ({ request }) => {
    const endpoint = `ledger/${request.generator}`;
    const query = new URLSearchParams({ endpoint, count: String(request.count) });
    const response = await fetch(`${url}/?${query}`, { method: 'POST' });
    return { endpoint, requestId: (await response.text()) as ProviderRequestId };
  },
  observe: async ({ requestId }) => {
    const [, number = '', count = ''] = requestId.split('-');
    if (Number(number) % flaggedEvery === 0) {
      const failure = { code: 'content.blocked', retryable: false } as const;
      return { state: 'failed', failure, billing: 'maybe' };
    }
    return { state: 'succeeded', output: outputOf(requestId, Number(count)) };
  },
  interpret: () => {
    throw new PortError('provider.invalid-answer', 'this provider sends nothing', {
      retryable: false,
    });
  },
  cancel: async () => 'already-completed',
});

const outputOf = (requestId: string, count: number): GenerationOutput => ({
  seed: 42,
  images: Array.from({ length: count }, (_, at) => ({
    url: `https://results.fake.test/${requestId}/${at}.png`,
    width: 864,
    height: 1152,
    flagged: false,
  })),
});
