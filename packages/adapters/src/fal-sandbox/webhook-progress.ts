import type { WebhookEffect } from './faults.ts';
import type { SandboxTimings } from './options.ts';
import { renderOutput } from './render-output.ts';
import type { Run } from './run-record.ts';

export type Webhook = NonNullable<Run['webhook']>;

/** A webhook whose run is not completed yet. */
export const newWebhook = (url: string): Webhook => ({
  url,
  state: 'waiting',
  attempts: 0,
  copies: 1,
  nextAttemptAt: 0,
  dropPayload: false,
});

/** What becomes of the webhook of a run completed now. */
export const dueWebhook = (webhook: Webhook, effect: WebhookEffect | undefined): Webhook => ({
  ...webhook,
  state: effect?.kind === 'lose' ? 'lost' : 'pending',
  copies: effect?.kind === 'duplicate' ? effect.copies + 1 : 1,
  nextAttemptAt: Date.now() + (effect?.kind === 'late' ? effect.ms : 0),
  dropPayload: effect?.kind === 'drop-payload',
});

/** https://docs.fal.ai/model-apis/model-endpoints/webhooks */
export const webhookBody = (run: Run): Record<string, unknown> => {
  const ids = { request_id: run.requestId, gateway_request_id: run.requestId };
  if (run.outcome?.ok === false) {
    const { status, body } = run.outcome.failure;
    return { ...ids, status: 'ERROR', error: `Invalid status code: ${status}`, payload: body };
  }
  const payload = run.outcome ? renderOutput(run.outcome.output, run.origin) : null;
  return run.webhook?.dropPayload
    ? { ...ids, status: 'OK', payload: null, payload_error: 'The payload is not valid JSON' }
    : { ...ids, status: 'OK', payload };
};

/** 2xx acknowledges, 3xx is final, everything else (`undefined`: no answer) is tried again later. */
export const afterAttempt = (
  webhook: Webhook,
  status: number | undefined,
  timings: SandboxTimings,
): Webhook => {
  const attempts = webhook.attempts + 1;
  const now = Date.now();
  if (status !== undefined && status >= 200 && status < 300)
    return webhook.copies > 1
      ? { ...webhook, attempts: 0, copies: webhook.copies - 1, nextAttemptAt: now }
      : { ...webhook, attempts, copies: 0, state: 'delivered' };
  if (status !== undefined && status >= 300 && status < 400)
    return { ...webhook, attempts, state: 'refused' };
  if (attempts >= timings.webhookAttempts) return { ...webhook, attempts, state: 'given-up' };
  const doubled = timings.webhookBackoffMs * 2 ** Math.min(attempts - 1, 20);
  const backoffMs = Math.min(timings.webhookMaxBackoffMs, doubled);
  return { ...webhook, attempts, nextAttemptAt: now + backoffMs };
};
