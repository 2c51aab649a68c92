export const webhookRefusalCodes = [
  'webhook.headers-missing',
  'webhook.headers-malformed',
  'webhook.stale',
  'webhook.foreign-account',
  'webhook.signature-invalid',
  'webhook.body-malformed',
  'webhook.request-mismatch',
] as const;

/** Why a message that claims to be the provider's is not believed. */
export type WebhookRefusal = {
  readonly code: (typeof webhookRefusalCodes)[number];
  /**
   * Of a stale message that was looked at more closely and is true but for its time: how many
   * seconds our clock is ahead of it. Many of these say that it is our clock that is wrong.
   */
  readonly clockAheadBySeconds?: number;
};
