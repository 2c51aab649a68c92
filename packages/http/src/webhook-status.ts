import type { ReceiveWebhookRefusal } from '@aisha/core';

/** What an HTTP caller is told of each refusal. All that is about proof reads the same: who forges learns nothing. */
export const refusalStatus = {
  'webhook.address-invalid': 401,
  'webhook.headers-missing': 401,
  'webhook.headers-malformed': 401,
  'webhook.stale': 401,
  'webhook.foreign-account': 401,
  'webhook.signature-invalid': 401,
  'webhook.body-malformed': 400,
  'webhook.request-mismatch': 401,
} as const satisfies Record<ReceiveWebhookRefusal['code'], number>;
