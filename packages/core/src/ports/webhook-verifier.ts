import type { ProviderRequestId } from '../shared/ids.ts';
import type { Result } from '../shared/result.ts';
import type { WebhookRefusal } from '../domain/run/webhook-refusal.ts';

export type VerifiedWebhook = {
  readonly requestId: ProviderRequestId;
  readonly outcome: 'succeeded' | 'failed';
  readonly payload: unknown;
};

/**
 * Tells a true message of the provider from a forged one, cheap checks first. Answers a refusal for
 * what is wrong; throws `provider.unavailable` where the provider's keys cannot be had.
 */
export type WebhookVerifier = {
  verify(message: {
    /** Header names in lower case. A header sent twice is an array. */
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
    readonly body: Uint8Array;
  }): Promise<Result<VerifiedWebhook, WebhookRefusal>>;
};
