import { createHash, verify, type KeyObject } from 'node:crypto';
import {
  ok,
  refuse,
  type Clock,
  type ProviderRequestId,
  type Result,
  type VerifiedWebhook,
  type WebhookRefusal,
  type WebhookVerifier,
} from '@aisha/core';
import { webhookBodySchema } from './fal-schemas.ts';
import { readWebhookHeaders, type WebhookHeaders } from './webhook-headers.ts';
import { webhookKeys } from './webhook-keys.ts';

export type FalWebhookVerifierOptions = {
  /** fal's own is `falJwksUrl`. */
  readonly jwksUrl: string;
  /**
   * Our user id at fal. fal signs all customers' events with the same key, so without it any other
   * customer's event would pass for ours.
   */
  readonly userId?: string | undefined;
  readonly clock: Clock;
  readonly keysTimeoutMs?: number;
};

export const falJwksUrl = 'https://rest.fal.ai/.well-known/jwks.json';

const longestAgeSeconds = 300;

/** https://docs.fal.ai/model-apis/model-endpoints/webhooks, the cheap checks first. */
export const falWebhookVerifier = ({
  jwksUrl,
  userId,
  clock,
  keysTimeoutMs = 5_000,
}: FalWebhookVerifierOptions): WebhookVerifier => {
  const keys = webhookKeys({ jwksUrl, clock, timeoutMs: keysTimeoutMs });

  const isSigned = async (message: Buffer, signature: Buffer): Promise<boolean> => {
    if (await fitsAny(await keys.current(), message, signature)) return true;
    const newer = await keys.newer();
    return newer !== undefined && fitsAny(newer, message, signature);
  };

  return {
    verify: async ({ headers, body }) => {
      const read = readWebhookHeaders(headers);
      if (!read.ok) return read;
      const { value } = read;
      if (!isFresh(value.timestamp, clock)) return refuse({ code: 'webhook.stale' });
      if (userId !== undefined && value.userId !== userId) {
        return refuse({ code: 'webhook.foreign-account' });
      }
      if (!(await isSigned(signedMessage(value, body), value.signature))) {
        return refuse({ code: 'webhook.signature-invalid' });
      }
      return readBody(body, value.requestId);
    },
  };
};

const isFresh = (timestamp: string, clock: Clock): boolean =>
  Math.abs(clock.now().getTime() / 1000 - Number(timestamp)) <= longestAgeSeconds;

const signedMessage = (headers: WebhookHeaders, body: Uint8Array): Buffer => {
  const digest = createHash('sha256').update(body).digest('hex');
  return Buffer.from([headers.requestId, headers.userId, headers.timestamp, digest].join('\n'));
};

const fitsAny = async (
  keys: readonly KeyObject[],
  message: Buffer,
  signature: Buffer,
): Promise<boolean> => {
  for (const key of keys) {
    if (await fits(key, message, signature)) return true;
  }
  return false;
};

/** On the thread pool: on the main one a burst of events would hold up everybody else. */
const fits = (key: KeyObject, message: Buffer, signature: Buffer): Promise<boolean> =>
  new Promise((resolve, reject) => {
    verify(null, message, key, signature, (error, isValid) =>
      error ? reject(error) : resolve(isValid),
    );
  });

const readBody = (body: Uint8Array, requestId: string): Result<VerifiedWebhook, WebhookRefusal> => {
  const parsed = webhookBodySchema.safeParse(jsonOf(body));
  if (!parsed.success) return refuse({ code: 'webhook.body-malformed' });
  const { request_id: named, status, payload } = parsed.data;
  if (named !== requestId) return refuse({ code: 'webhook.request-mismatch' });
  return ok({
    requestId: named as ProviderRequestId,
    outcome: status === 'OK' ? 'succeeded' : 'failed',
    payload,
  });
};

const jsonOf = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
};
