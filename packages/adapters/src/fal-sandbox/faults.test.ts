import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  apiKey,
  clientOf,
  completed,
  photosZip,
  startSandbox,
  temporaryFolder,
} from './fixtures.ts';
import type { FalSandbox } from './index.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sandbox: FalSandbox;

beforeAll(async () => {
  folder = await temporaryFolder();
  sandbox = await startSandbox(folder.path);
});
afterAll(async () => {
  await sandbox.stop();
  await folder.remove();
});
beforeEach(() => sandbox.faults.clear());

const endpoint = 'fal-ai/flux-lora';
const headers = { authorization: `Key ${apiKey}`, 'content-type': 'application/json' };
const input = { prompt: 'a lighthouse', image_size: 'square' as const };

/** One POST, without the client's own retries. */
const post = (path: string, body: unknown, signal?: AbortSignal) =>
  fetch(`${sandbox.origin}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
const submit = (signal?: AbortSignal) => post(`/${endpoint}`, input, signal);

const accepted = async (): Promise<string> => {
  const { request_id: requestId } = await clientOf(sandbox).queue.submit(endpoint, { input });
  return requestId;
};

describe('a submit fault', () => {
  it('answers 429 or 5xx as often as told and bills nothing', async () => {
    const before = sandbox.runs().length;
    sandbox.faults.add(
      { point: 'submit', effect: { kind: 'status', status: 429 }, times: 2 },
      { point: 'submit', effect: { kind: 'status', status: 503 } },
    );
    const statuses = [await submit(), await submit(), await submit()].map(({ status }) => status);
    expect(statuses).toEqual([429, 429, 503]);
    expect(sandbox.runs()).toHaveLength(before);
    expect((await submit()).status).toBe(200);
  });

  it('locks the account, for uploads too', async () => {
    sandbox.faults.add(
      { point: 'submit', effect: { kind: 'exhausted-balance' } },
      { point: 'upload', effect: { kind: 'exhausted-balance' } },
    );
    const refused = {
      status: 403,
      body: { detail: expect.stringContaining('User is locked') as string },
    };
    const fal = clientOf(sandbox);
    await expect(fal.queue.submit(endpoint, { input })).rejects.toMatchObject(refused);
    await expect(fal.storage.upload(new Blob(['x']))).rejects.toMatchObject(refused);
  });

  it('loses the reply of an accepted request, which the client then pays for twice', async () => {
    const before = sandbox.runs().length;
    sandbox.faults.add({ point: 'submit', effect: { kind: 'lose-reply' } });
    await accepted();
    expect(sandbox.runs()).toHaveLength(before + 2);
  });

  it('resets or hangs with nothing accepted', async () => {
    const before = sandbox.runs().length;
    sandbox.faults.add(
      { point: 'submit', effect: { kind: 'reset' } },
      { point: 'submit', effect: { kind: 'hang', ms: 60_000 } },
    );
    await expect(submit()).rejects.toThrow('fetch failed');
    await expect(submit(AbortSignal.timeout(100))).rejects.toThrow(/timeout/);
    expect(sandbox.runs()).toHaveLength(before);
  });

  it('cuts the JSON of the reply', async () => {
    sandbox.faults.add({ point: 'submit', effect: { kind: 'corrupt-json' } });
    const reply = await submit();
    expect(reply.status).toBe(200);
    await expect(reply.json()).rejects.toThrow(SyntaxError);
  });

  it('strikes only the endpoint it names, and never with probability 0', async () => {
    const effect = { kind: 'status', status: 500 } as const;
    sandbox.faults.add(
      { point: 'submit', effect, endpoint: 'fal-ai/aura-sr' },
      { point: 'submit', effect, probability: 0, times: 'always' },
    );
    expect((await submit()).status).toBe(200);
    expect(sandbox.faults.list()).toHaveLength(2);
  });
});

describe('a later fault', () => {
  it('fails the status and the result once', async () => {
    const requestId = await accepted();
    await completed(clientOf(sandbox), endpoint, requestId);
    sandbox.faults.add(
      { point: 'status', effect: { kind: 'status', status: 500 } },
      { point: 'result', effect: { kind: 'status', status: 502 } },
    );
    const url = `${sandbox.origin}/${endpoint}/requests/${requestId}`;
    const twice = async (path: string) => [
      (await fetch(path, { headers })).status,
      (await fetch(path, { headers })).status,
    ];
    expect(await twice(`${url}/status`)).toEqual([500, 200]);
    expect(await twice(url)).toEqual([502, 200]);
  });

  it('slows a download and leaves it whole', async () => {
    const url = await clientOf(sandbox).storage.upload(new Blob(['x'.repeat(200_000)]));
    sandbox.faults.add({ point: 'download', effect: { kind: 'slow', ms: 200 } });
    const startedAt = performance.now();
    expect(await (await fetch(url)).text()).toHaveLength(200_000);
    expect(performance.now() - startedAt).toBeGreaterThan(150);
  });

  it('fails a training by type, free of charge', async () => {
    const trainer = 'fal-ai/flux-lora-portrait-trainer';
    sandbox.faults.add({
      point: 'training',
      effect: { kind: 'fail', type: 'runner_disconnected' },
    });
    const fal = clientOf(sandbox);
    const { request_id: requestId } = await fal.queue.submit(trainer, {
      input: { images_data_url: await photosZip(4) },
    });
    const status = await completed(fal, trainer, requestId);
    expect(status).toMatchObject({ error_type: 'runner_disconnected' });
    const url = `${sandbox.origin}/${trainer}/requests/${requestId}`;
    const result = await fetch(url, { headers });
    expect([result.status, result.headers.get('x-fal-error-type')]).toEqual([
      503,
      'runner_disconnected',
    ]);
    expect(sandbox.runs().find((run) => run.requestId === requestId)?.costUsd).toBe(0);
  });

  it('flags the pictures it names', async () => {
    sandbox.faults.add({ point: 'generation', effect: { kind: 'flag', indexes: [0, 2] } });
    const fal = clientOf(sandbox);
    const { request_id: requestId } = await fal.queue.submit(endpoint, {
      input: { ...input, num_images: 3 },
    });
    await completed(fal, endpoint, requestId);
    const { data } = await fal.queue.result(endpoint, { requestId });
    expect(data.has_nsfw_concepts).toEqual([true, false, true]);
  });
});

describe('another process', () => {
  it('sets faults and reads the bill with the key', async () => {
    const add = [{ point: 'submit', effect: { kind: 'status', status: 504 } }];
    expect((await post('/sandbox/faults', { clear: true, add })).status).toBe(200);
    expect((await submit()).status).toBe(504);
    const bill = await fetch(`${sandbox.origin}/sandbox/runs`, { headers });
    expect(await bill.json()).toMatchObject({ runs: sandbox.runs().map(() => ({})) });
  });

  it('is refused without the key, or with a fault that does not exist', async () => {
    const open = await fetch(`${sandbox.origin}/sandbox/runs`);
    expect(open.status).toBe(401);
    const unknown = await post('/sandbox/faults', { add: [{ point: 'moon', effect: {} }] });
    expect(unknown.status).toBe(422);
  });
});
