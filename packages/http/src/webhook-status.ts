import type { ReceiveWebhookRefusal } from '@aisha/core';
import type { BodyRefusal } from './read-body.ts';

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

export const bodyRefusalStatus = {
  'too-large': 413,
  'too-slow': 408,
  encoded: 415,
  broken: 400,
  'too-many': 503,
} as const satisfies Record<BodyRefusal, number>;
