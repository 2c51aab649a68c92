import type { ProviderRequestId } from '../../shared/ids.ts';
import { ok, refuse } from '../../shared/result.ts';
import type { VerifiedWebhook, WebhookVerifier } from '../../ports/webhook-verifier.ts';
import { textOf, utf8 } from '../streams.ts';

const header = 'x-fake-signature';

/** Believes messages that carry the header `x-fake-signature: true`; `fakeWebhook` writes such. */
export const fakeWebhookVerifier = (): WebhookVerifier => ({
  verify: async ({ headers, body }) => {
    const signature = headers[header];
    if (signature === undefined) return refuse({ code: 'webhook.headers-missing' });
    if (Array.isArray(signature)) return refuse({ code: 'webhook.headers-malformed' });
    if (signature !== 'true') return refuse({ code: 'webhook.signature-invalid' });
    const webhook = parse(typeof body === 'function' ? await body() : body);
    return webhook ? ok(webhook) : refuse({ code: 'webhook.body-malformed' });
  },
});

/** A message as the fake provider would sign it. */
export const fakeWebhook = (
  report: VerifiedWebhook,
): { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array } => ({
  headers: { [header]: 'true' },
  body: utf8(JSON.stringify(report)),
});

const parse = (body: Uint8Array): VerifiedWebhook | undefined => {
  try {
    const { requestId, outcome, payload } = JSON.parse(textOf(body)) as Record<string, unknown>;
    if (typeof requestId !== 'string') return undefined;
    if (outcome !== 'succeeded' && outcome !== 'failed') return undefined;
    return { requestId: requestId as ProviderRequestId, outcome, payload };
  } catch {
    return undefined;
  }
};
