import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  clientOf,
  completed,
  eventually,
  photosZip,
  startReceiver,
  startSandbox,
  temporaryFolder,
} from './fixtures.ts';
import type { FalSandbox } from './index.ts';

const portrait = 'fal-ai/flux-lora-portrait-trainer';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sandbox: FalSandbox;

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await sandbox.stop();
  await folder.remove();
});

const jwksOf = async ({ jwksUrl }: FalSandbox): Promise<unknown> => (await fetch(jwksUrl)).json();

describe('a restart', () => {
  it('keeps the key, the files and the results', async () => {
    sandbox = await startSandbox(folder.path);
    const keys = await jwksOf(sandbox);
    const endpoint = 'fal-ai/flux-lora';
    const input = { prompt: 'a lighthouse', image_size: 'square' as const };
    const { request_id: requestId } = await clientOf(sandbox).queue.submit(endpoint, { input });
    await completed(clientOf(sandbox), endpoint, requestId);
    const bills = sandbox.runs();
    await sandbox.stop();

    sandbox = await startSandbox(folder.path);
    expect(await jwksOf(sandbox)).toEqual(keys);
    expect(sandbox.runs()).toEqual(bills);
    const { data } = await clientOf(sandbox).queue.result(endpoint, { requestId });
    const url = String(data.images[0]?.url);
    expect(url.startsWith(sandbox.origin)).toBe(true);
    expect((await fetch(url)).status).toBe(200);
  });

  it('goes on with a run that was under way', async () => {
    sandbox = await startSandbox(folder.path);
    const input = { images_data_url: await photosZip(4) };
    const { request_id: requestId } = await clientOf(sandbox).queue.submit(portrait, { input });
    await sandbox.stop();
    expect(sandbox.runs()[0]?.status).not.toBe('COMPLETED');

    sandbox = await startSandbox(folder.path);
    await completed(clientOf(sandbox), portrait, requestId);
    const { data } = await clientOf(sandbox).queue.result(portrait, { requestId });
    expect(data.diffusers_lora_file.url).toContain(sandbox.origin);
  });

  it('delivers the webhook that nobody took before', async () => {
    const receiver = await startReceiver(503, 503, 503);
    sandbox = await startSandbox(folder.path, {
      timings: { webhookBackoffMs: 60_000, webhookMaxBackoffMs: 60_000 },
      faults: [{ point: 'webhook', effect: { kind: 'late', ms: 500 } }],
    });
    const { request_id: requestId } = await clientOf(sandbox).queue.submit('fal-ai/flux-lora', {
      input: { prompt: 'a lighthouse', image_size: 'square' },
      webhookUrl: receiver.url,
    });
    await eventually(() => (sandbox.runs()[0]?.webhook === 'pending' ? true : undefined));
    await sandbox.stop();
    expect(receiver.received).toHaveLength(0);

    sandbox = await startSandbox(folder.path);
    await eventually(() => (sandbox.runs()[0]?.webhook === 'delivered' ? true : undefined));
    expect(receiver.received).toHaveLength(4);
    expect(receiver.received[0]?.headers['x-fal-webhook-request-id']).toBe(requestId);
    await receiver.close();
  });
});
