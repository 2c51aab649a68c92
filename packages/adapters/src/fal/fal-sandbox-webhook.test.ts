import { afterAll, beforeAll, expect, it } from 'vitest';
import { planRecipe, type RunId } from '@aisha/core';
import { streamOf } from '@aisha/core/testing';
import {
  apiKey,
  eventually,
  photosZip,
  startReceiver,
  startSandbox,
  temporaryFolder,
} from '../fal-sandbox/fixtures.ts';
import type { FalSandbox } from '../fal-sandbox/index.ts';
import {
  deriveWebhookSecret,
  falAvatarTrainer,
  falClient,
  falWebhookAddresses,
  falWebhookVerifier,
  type FalClient,
} from './index.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sandbox: FalSandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let client: FalClient;

beforeAll(async () => {
  folder = await temporaryFolder();
  [sandbox, receiver] = await Promise.all([startSandbox(folder.path), startReceiver()]);
  client = falClient({ apiKey, queueUrl: sandbox.queueUrl, restUrl: sandbox.restUrl });
});
afterAll(async () => {
  await Promise.all([client.close(), sandbox.stop(), receiver.close()]);
  await folder.remove();
});

it('a training that was ordered with an address is reported there, signed and readable', async () => {
  const trainer = falAvatarTrainer({ client });
  const addresses = falWebhookAddresses({
    webhookUrl: receiver.url,
    secret: deriveWebhookSecret(apiKey),
  });
  const clock = { now: () => new Date() };
  const verifier = falWebhookVerifier({ jwksUrl: sandbox.jwksUrl, userId: 'user-of-ours', clock });
  const recipe = planRecipe({
    kind: 'portrait',
    subject: 'man',
    preset: 'fast',
    triggerPhrase: 'TOKA1B2C3',
    artisticTrainer: 'flux-2-lora',
  });
  const intent = { runId: '0198c0de-0000-7000-8000-000000000001' as RunId, tryNumber: 1 };
  const zip = new Uint8Array(await (await photosZip(4)).arrayBuffer());
  const run = await trainer.submit({
    recipe,
    archiveUrl: await trainer.uploadArchive(streamOf(zip), { maxBytes: zip.length }),
    webhookUrl: addresses.issue(intent),
  });

  const { path = '', headers, body } = await eventually(() => receiver.received[0]);
  expect(new URL(path, 'http://x').searchParams.get('intent')).toBe('7');
  expect(addresses.read(path.slice(path.indexOf('?')))).toEqual(intent);
  const verified = await verifier.verify({ headers, body });
  if (!verified.ok) throw new Error(verified.refusal.code);
  expect(verified.value).toMatchObject({ requestId: run.requestId, outcome: 'succeeded' });
  const told = trainer.interpret({ ...verified.value, recipe });
  expect(told).toMatchObject({ state: 'succeeded', output: { type: 'lora' } });
  expect(await trainer.observe(run, recipe)).toEqual(told);
});
