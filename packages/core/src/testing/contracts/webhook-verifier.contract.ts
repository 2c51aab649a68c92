import type { ProviderRequestId } from '../../shared/ids.ts';
import type { VerifiedWebhook, WebhookVerifier } from '../../ports/webhook-verifier.ts';
import { deepEqual, equal, rejects } from '../assert.ts';
import { utf8 } from '../streams.ts';
import { casesOf, type Suite } from './suite.ts';

type Message = Parameters<WebhookVerifier['verify']>[0];

export type WebhookVerifierContext = {
  readonly verifier: WebhookVerifier;
  /** A message as the provider sends it. */
  readonly sign: (report: VerifiedWebhook) => Promise<Message>;
  /** Any bytes, with headers that are true of them. */
  readonly signBytes: (body: Uint8Array) => Promise<Message>;
  /** A message whose signature is somebody else's. */
  readonly forge: (report: VerifiedWebhook) => Promise<Message>;
};

const report: VerifiedWebhook = {
  requestId: '764cabcf-b745-4b3e-ae38-1200304cf45b' as ProviderRequestId,
  outcome: 'succeeded',
  payload: { images: [{ url: 'https://x.test/ё.png' }], seed: 7, note: null },
};

export const webhookVerifierContract = (suite: Suite<WebhookVerifierContext>): void => {
  const test = casesOf(suite);
  const refusalOf = async (verifier: WebhookVerifier, message: Message): Promise<string> => {
    const result = await verifier.verify(message);
    return result.ok ? 'none' : result.refusal.code;
  };

  test('a true message is told as it is, however often it comes', async ({ verifier, sign }) => {
    for (const outcome of ['succeeded', 'failed'] as const) {
      const message = await sign({ ...report, outcome });
      for (let time = 0; time < 2; time += 1) {
        deepEqual(await verifier.verify(message), { ok: true, value: { ...report, outcome } });
      }
    }
  });

  test('a message without headers is refused', async ({ verifier, sign }) => {
    const { body } = await sign(report);
    equal(await refusalOf(verifier, { headers: {}, body }), 'webhook.headers-missing');
  });

  test('a message with headers sent twice is refused', async ({ verifier, sign }) => {
    const { headers, body } = await sign(report);
    const doubled = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, [String(value), String(value)]]),
    );
    equal(await refusalOf(verifier, { headers: doubled, body }), 'webhook.headers-malformed');
  });

  test('a body is read once, and only where it may still matter', async ({ verifier, sign }) => {
    const { headers, body } = await sign(report);
    let reads = 0;
    const read = async () => {
      reads += 1;
      return typeof body === 'function' ? body() : body;
    };
    deepEqual(await verifier.verify({ headers, body: read }), { ok: true, value: report });
    equal(reads, 1);
    equal(await refusalOf(verifier, { headers: {}, body: read }), 'webhook.headers-missing');
    equal(reads, 1);
  });

  test('what reading the body throws is thrown on', async ({ verifier, sign }) => {
    const { headers } = await sign(report);
    const broken = new Error('the line is dead');
    const body = () => Promise.reject(broken);
    equal(await rejects(verifier.verify({ headers, body })), broken);
  });

  test('a forged message is refused', async ({ verifier, forge }) => {
    equal(await refusalOf(verifier, await forge(report)), 'webhook.signature-invalid');
  });

  test('a true signature does not make a message of anything', async ({ verifier, signBytes }) => {
    for (const body of ['', 'null', '[]', '{}', '{"status":"OK"', 'words']) {
      const message = await signBytes(utf8(body));
      equal(await refusalOf(verifier, message), 'webhook.body-malformed', body);
    }
  });
};
