import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientOf, eventually, startReceiver, startSandbox, temporaryFolder } from './fixtures.ts';
import type { ReceivedWebhook } from './fixtures.ts';
import type { FalSandbox } from './index.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sandbox: FalSandbox;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  sandbox = await startSandbox(folder.path);
});
afterAll(async () => {
  await sandbox.stop();
  await folder.remove();
});
beforeEach(() => sandbox.faults.clear());
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const receiver = async (...statuses: number[]) => {
  const started = await startReceiver(...statuses);
  closing.push(started.close);
  return started;
};

const submit = async (webhookUrl: string, prompt = 'a lighthouse') => {
  const input = { prompt, image_size: 'square' as const };
  const { request_id: requestId } = await clientOf(sandbox).queue.submit('fal-ai/flux-lora', {
    input,
    webhookUrl,
  });
  return requestId;
};

const webhookOf = (requestId: string) =>
  sandbox.runs().find((run) => run.requestId === requestId)?.webhook;

const settled = (requestId: string, state: string) =>
  eventually(() => (webhookOf(requestId) === state ? state : undefined));

const isSigned = async ({ headers, body }: ReceivedWebhook): Promise<boolean> => {
  const { keys } = (await (await fetch(sandbox.jwksUrl)).json()) as { keys: { x: string }[] };
  const message = [
    headers['x-fal-webhook-request-id'],
    headers['x-fal-webhook-user-id'],
    headers['x-fal-webhook-timestamp'],
    createHash('sha256').update(body).digest('hex'),
  ].join('\n');
  const signature = Buffer.from(String(headers['x-fal-webhook-signature']), 'hex');
  return keys.some(({ x }) => {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, Buffer.from(message), key, signature);
  });
};

describe('a webhook', () => {
  it('brings the result, signed, to the URL with its query', async () => {
    const { url, received } = await receiver();
    const requestId = await submit(url);
    const [webhook] = await eventually(() => (received.length > 0 ? received : undefined));
    expect(webhook && JSON.parse(webhook.body.toString())).toMatchObject({
      request_id: requestId,
      gateway_request_id: requestId,
      status: 'OK',
      payload: { prompt: 'a lighthouse', images: [{ width: 512, height: 512 }] },
    });
    expect(webhook?.path).toBe('/hook?intent=7');
    expect(webhook?.headers['x-fal-webhook-user-id']).toBe('user-of-ours');
    expect(webhook && (await isSigned(webhook))).toBe(true);
    const forged = webhook && { ...webhook, body: Buffer.from('{}') };
    expect(forged && (await isSigned(forged))).toBe(false);
  });

  it('brings the error body of a failed run', async () => {
    const { url, received } = await receiver();
    await submit(url, '[sandbox:policy]');
    const [webhook] = await eventually(() => (received.length > 0 ? received : undefined));
    expect(webhook && JSON.parse(webhook.body.toString())).toMatchObject({
      status: 'ERROR',
      error: 'Invalid status code: 422',
      payload: { detail: [{ type: 'content_policy_violation' }] },
    });
  });

  it('is sent again until it is acknowledged', async () => {
    const { url, received } = await receiver(500, 503);
    await settled(await submit(url), 'delivered');
    expect(received).toHaveLength(3);
  });

  it('is given up after the last attempt', async () => {
    const { url, received } = await receiver(500, 500, 500, 500, 500, 500, 500);
    await settled(await submit(url), 'given-up');
    expect(received).toHaveLength(6);
  });

  it('is not sent again after a redirect', async () => {
    const { url, received } = await receiver(302);
    await settled(await submit(url), 'refused');
    expect(received).toHaveLength(1);
  });
});

describe('a webhook fault', () => {
  it('loses it: the run is complete and nobody is told', async () => {
    const { url, received } = await receiver();
    sandbox.faults.add({ point: 'webhook', effect: { kind: 'lose' } });
    await settled(await submit(url), 'lost');
    await settled(await submit(url), 'delivered');
    expect(received).toHaveLength(1);
  });

  it('duplicates it', async () => {
    const { url, received } = await receiver();
    sandbox.faults.add({ point: 'webhook', effect: { kind: 'duplicate', copies: 4 } });
    await settled(await submit(url), 'delivered');
    expect(received).toHaveLength(5);
    expect(new Set(received.map(({ body }) => body.toString())).size).toBe(1);
  });

  it('delays it beyond the completion', async () => {
    const { url, received } = await receiver();
    sandbox.faults.add({ point: 'webhook', effect: { kind: 'late', ms: 400 } });
    const requestId = await submit(url);
    await eventually(() =>
      sandbox.runs().find((run) => run.requestId === requestId && run.status === 'COMPLETED'),
    );
    expect(received).toHaveLength(0);
    await settled(requestId, 'delivered');
    expect(received).toHaveLength(1);
  });

  it('leaves out its payload', async () => {
    const { url, received } = await receiver();
    sandbox.faults.add({ point: 'webhook', effect: { kind: 'drop-payload' } });
    await settled(await submit(url), 'delivered');
    expect(JSON.parse(String(received[0]?.body))).toMatchObject({
      payload: null,
      payload_error: expect.any(String) as string,
    });
  });
});
