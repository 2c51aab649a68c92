import type { ProviderRequestId } from '../shared/ids.ts';
import type { Result } from '../shared/result.ts';
import type { WebhookRefusal } from '../domain/run/webhook-refusal.ts';

export type VerifiedWebhook = {
  readonly requestId: ProviderRequestId;
  readonly outcome: 'succeeded' | 'failed';
  readonly payload: unknown;
};

/** The bytes as received, or how to get them: asked for at most once, and what that throws is thrown on. */
export type WebhookBody = Uint8Array | (() => Promise<Uint8Array>);

/**
 * Tells a true message of the provider from a forged one, cheap checks first: a body that must be
 * read is read only once everything that can be told without it is right. Answers a refusal for
 * what is wrong; throws `provider.unavailable` where the provider's keys cannot be had.
 */
export type WebhookVerifier = {
  verify(message: {
    /** Header names in lower case. A header sent twice is an array. */
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
    readonly body: WebhookBody;
  }): Promise<Result<VerifiedWebhook, WebhookRefusal>>;
  /** When the provider's keys were had last; undefined before, and left out where there are none to have. */
  keysFetchedAt?(): Date | undefined;
};
