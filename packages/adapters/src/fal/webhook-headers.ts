import { ok, refuse, type Result, type WebhookRefusal } from '@aisha/core';

export type WebhookHeaders = {
  readonly requestId: string;
  readonly userId: string;
  /** Unix seconds, as sent. */
  readonly timestamp: string;
  readonly signature: Buffer;
};

type RawHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

const patterns = {
  'x-fal-webhook-request-id': /^[\w-]{1,128}$/,
  'x-fal-webhook-user-id': /^[\x21-\x7e]{1,200}$/,
  'x-fal-webhook-timestamp': /^\d{1,12}$/,
  // ED25519 signatures are 64 bytes.
  'x-fal-webhook-signature': /^[\da-f]{128}$/i,
} as const;

/** The four headers, each once and of the right shape. Joined duplicates fail by their comma. */
export const readWebhookHeaders = (headers: RawHeaders): Result<WebhookHeaders, WebhookRefusal> => {
  const names = Object.keys(patterns) as (keyof typeof patterns)[];
  if (names.some((name) => headers[name] === undefined)) {
    return refuse({ code: 'webhook.headers-missing' });
  }
  const read = (name: keyof typeof patterns): string => {
    const value = headers[name];
    return typeof value === 'string' && patterns[name].test(value) ? value : '';
  };
  if (names.some((name) => read(name) === '')) {
    return refuse({ code: 'webhook.headers-malformed' });
  }
  return ok({
    requestId: read('x-fal-webhook-request-id'),
    userId: read('x-fal-webhook-user-id'),
    timestamp: read('x-fal-webhook-timestamp'),
    signature: Buffer.from(read('x-fal-webhook-signature'), 'hex'),
  });
};
