import { createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { RunId, WebhookAddresses } from '@aisha/core';

export type FalWebhookAddressesOptions = {
  /** Where fal reaches us; a query of its own is kept. Absent where it cannot. */
  readonly webhookUrl?: string | undefined;
  /** 32 bytes, the same in every process that issues or reads: `deriveWebhookSecret`. */
  readonly secret: Uint8Array;
  /** What a run that is submitted now is part of: told to whoever hears of its end, and proven by nothing. */
  readonly trace?: () => string | undefined;
};

/**
 * The secret that webhook addresses are proven with, made from the fal key, so that all replicas
 * share it and nobody has one more to configure. A new key makes a new secret: events of runs that
 * were under way then are refused, and those runs end by being asked about.
 */
export const deriveWebhookSecret = (apiKey: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', apiKey, '', 'aisha webhook address v1', 32));

const runPattern = /^[\w-]{1,64}$/;
const tryPattern = /^[1-9]\d{0,5}$/;
const longestQuery = 2_000;

/** Adds `run`, `try` and `mac`, an HMAC-SHA256 over the two. fal sends a webhook's query back as it is. */
export const falWebhookAddresses = ({
  webhookUrl,
  secret,
  trace = () => undefined,
}: FalWebhookAddressesOptions): WebhookAddresses => {
  // As bytes it would be looked at anew for every message, which takes several times as long.
  const key = createSecretKey(secret);
  const macOf = (runId: string, tryNumber: string): Buffer =>
    createHmac('sha256', key).update(`${runId}\n${tryNumber}`).digest();

  return {
    issue: ({ runId, tryNumber }) => {
      if (webhookUrl === undefined) return undefined;
      const url = new URL(webhookUrl);
      url.searchParams.set('run', runId);
      url.searchParams.set('try', String(tryNumber));
      url.searchParams.set('mac', macOf(runId, String(tryNumber)).toString('base64url'));
      const traceparent = trace();
      if (traceparent !== undefined) url.searchParams.set('traceparent', traceparent);
      return url.href;
    },

    read: (query) => {
      if (query.length > longestQuery) return undefined;
      const parameters = new URLSearchParams(query);
      const runId = only(parameters, 'run', runPattern);
      const tryNumber = only(parameters, 'try', tryPattern);
      const mac = only(parameters, 'mac', /^[\w-]{43}$/);
      if (runId === undefined || tryNumber === undefined || mac === undefined) return undefined;
      const isOurs = timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(runId, tryNumber));
      return isOurs ? { runId: runId as RunId, tryNumber: Number(tryNumber) } : undefined;
    },
  };
};

const only = (parameters: URLSearchParams, name: string, pattern: RegExp): string | undefined => {
  const [value, ...more] = parameters.getAll(name);
  return value !== undefined && more.length === 0 && pattern.test(value) ? value : undefined;
};
