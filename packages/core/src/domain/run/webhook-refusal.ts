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
export type WebhookRefusal = { readonly code: (typeof webhookRefusalCodes)[number] };
