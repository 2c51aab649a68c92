import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clientOf,
  completed,
  eventually,
  photosZip,
  startSandbox,
  temporaryFolder,
} from './fixtures.ts';
import type { FalSandbox } from './index.ts';

const portrait = 'fal-ai/flux-lora-portrait-trainer';

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

describe('a cancel', () => {
  const submit = async () => {
    const fal = clientOf(sandbox);
    const input = { images_data_url: await photosZip(4) };
    const { request_id: requestId } = await fal.queue.submit(portrait, { input });
    return { fal, requestId };
  };

  it('takes a waiting request out of the queue for nothing', async () => {
    const { fal, requestId } = await submit();
    await fal.queue.cancel(portrait, { requestId });
    await completed(fal, portrait, requestId);
    await expect(fal.queue.result(portrait, { requestId })).rejects.toMatchObject({
      status: 499,
      body: { error_type: 'client_cancelled' },
    });
    const bill = sandbox.runs().find((entry) => entry.requestId === requestId);
    expect(bill).toMatchObject({ error: 'client_cancelled', costUsd: 0 });
  });

  it('stops a running request soon, for a share of its price', async () => {
    const other = await temporaryFolder();
    const slow = await startSandbox(other.path, { timings: { trainingMs: 60_000 } });
    const fal = clientOf(slow);
    const { request_id: requestId } = await fal.queue.submit(portrait, {
      input: { images_data_url: await photosZip(4) },
    });
    await eventually(() => (slow.runs()[0]?.status === 'IN_PROGRESS' ? true : undefined));
    await fal.queue.cancel(portrait, { requestId });
    await completed(fal, portrait, requestId);
    const [bill] = slow.runs();
    expect(bill).toMatchObject({ error: 'client_cancelled' });
    expect(bill?.costUsd).toBeLessThan(1);
    await slow.stop();
    await other.remove();
  });

  it('of a completed or an unknown request says which', async () => {
    const { fal, requestId } = await submit();
    await completed(fal, portrait, requestId);
    await expect(fal.queue.cancel(portrait, { requestId })).rejects.toMatchObject({
      status: 400,
      body: { status: 'ALREADY_COMPLETED' },
    });
    await expect(fal.queue.cancel(portrait, { requestId: 'nobody' })).rejects.toMatchObject({
      status: 404,
      body: { status: 'NOT_FOUND' },
    });
  });

  it('may be ignored: the run then completes and is billed', async () => {
    sandbox.faults.add({ point: 'ignored-cancel', effect: { kind: 'ignore' } });
    const { fal, requestId } = await submit();
    await fal.queue.cancel(portrait, { requestId });
    await completed(fal, portrait, requestId);
    const bill = sandbox.runs().find((entry) => entry.requestId === requestId);
    expect(bill?.costUsd).toBeGreaterThan(0);
  });
});
