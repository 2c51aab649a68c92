import { hash, type KeyObject } from 'node:crypto';
import {
  ok,
  refuse,
  type Clock,
  type ProviderRequestId,
  type Result,
  type VerifiedWebhook,
  type WebhookBody,
  type WebhookRefusal,
  type WebhookVerifier,
} from '@aisha/core';
import { webhookBodySchema } from './fal-schemas.ts';
import { isPlainJson } from './plain-json.ts';
import { signatureChecks } from './signature-check.ts';
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

export const longestAgeSeconds = 300;
/** How often a stale message is looked at more closely: a flood of them must cost nothing. */
const betweenLooksMs = 10_000;
/** Enough to keep the thread pool busy; a file that is read meanwhile waits for no more than these. */
const checksAtOnce = 16;

/** https://docs.fal.ai/model-apis/model-endpoints/webhooks, the cheap checks first. */
export const falWebhookVerifier = ({
  jwksUrl,
  userId,
  clock,
  keysTimeoutMs = 5_000,
}: FalWebhookVerifierOptions): WebhookVerifier => {
  const keys = webhookKeys({ jwksUrl, clock, timeoutMs: keysTimeoutMs });
  const fits = signatureChecks(checksAtOnce);
  let lookedAt = Number.NEGATIVE_INFINITY;

  const fitsAny = async (
    known: readonly KeyObject[],
    message: Buffer,
    signature: Buffer,
  ): Promise<boolean> => {
    for (const key of known) {
      if (await fits(key, message, signature)) return true;
    }
    return false;
  };

  const isSigned = async (headers: WebhookHeaders, body: Uint8Array): Promise<boolean> => {
    const message = signedMessage(headers, body);
    if (await fitsAny(await keys.current(), message, headers.signature)) return true;
    const newer = await keys.newer();
    return newer !== undefined && fitsAny(newer, message, headers.signature);
  };

  /** Messages that are true but for their time are a sign that it is our clock that is wrong. */
  const stale = async (headers: WebhookHeaders, body: WebhookBody): Promise<WebhookRefusal> => {
    const code = 'webhook.stale';
    const now = clock.now().getTime();
    if (Math.abs(now - lookedAt) < betweenLooksMs) return { code };
    lookedAt = now;
    const bytes = await bytesOf(body);
    const isTrue = await isSigned(headers, bytes).catch(() => false);
    const clockAheadBySeconds = Math.round(now / 1000 - Number(headers.timestamp));
    return isTrue ? { code, clockAheadBySeconds } : { code };
  };

  return {
    keysFetchedAt: () => keys.fetchedAt(),
    verify: async ({ headers, body }) => {
      const read = readWebhookHeaders(headers);
      if (!read.ok) return read;
      const { value } = read;
      const isForeign = userId !== undefined && value.userId !== userId;
      if (isForeign) return refuse({ code: 'webhook.foreign-account' });
      if (!isFresh(value.timestamp, clock)) return refuse(await stale(value, body));
      const bytes = await bytesOf(body);
      if (!(await isSigned(value, bytes))) return refuse({ code: 'webhook.signature-invalid' });
      return readBody(bytes, value.requestId);
    },
  };
};

const bytesOf = (body: WebhookBody): Promise<Uint8Array> | Uint8Array =>
  typeof body === 'function' ? body() : body;

const isFresh = (timestamp: string, clock: Clock): boolean =>
  Math.abs(clock.now().getTime() / 1000 - Number(timestamp)) <= longestAgeSeconds;

/** What fal signs. */
export const signedMessage = (headers: WebhookHeaders, body: Uint8Array): Buffer => {
  const digest = hash('sha256', body, 'hex');
  return Buffer.from([headers.requestId, headers.userId, headers.timestamp, digest].join('\n'));
};

/** What a message says, where it is one and is about the request that its headers name. */
export const readBody = (
  body: Uint8Array,
  requestId: string,
): Result<VerifiedWebhook, WebhookRefusal> => {
  const json = jsonOf(body);
  const parsed = webhookBodySchema.safeParse(json);
  if (!parsed.success || !isPlainJson(json)) return refuse({ code: 'webhook.body-malformed' });
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
