import { createHmac } from 'node:crypto';
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { request } from 'undici';
import { PortError, type HookDelivery, type HookSender } from '@aisha/core';
import { guardedAgents, PrivateAddress } from './guarded-agents.ts';
import { isPublicAddress } from './public-address.ts';

export type HookSenderOptions = {
  /** `http://127.0.0.1:4000`: believed whatever their address, and without TLS where they say so. */
  readonly extraOrigins?: readonly string[];
  /** How names become addresses; the system's way when absent. */
  readonly lookup?: LookupFunction;
  readonly timeoutMs?: number;
};

export type GuardedHookSender = HookSender & { close(): Promise<void> };

const usualTimeoutMs = 15_000;
const longestUrl = 2_000;

/**
 * Sends over https to whom its address leads to, as long as that is public: checked when the address
 * is given, and again when the connection is made. Of the answer only the status counts, so its body
 * is not read, and a redirect is an answer like any other.
 */
export const guardedHookSender = ({
  extraOrigins = [],
  lookup = systemLookup,
  timeoutMs = usualTimeoutMs,
}: HookSenderOptions = {}): GuardedHookSender => {
  const origins = new Set(extraOrigins.map((origin) => new URL(origin).origin));
  const agents = guardedAgents({ connectTimeoutMs: 5_000, lookup });
  return {
    admits: async (text) => {
      const url = urlOf(text, origins);
      if (!url) return false;
      return origins.has(url.origin) || leadsOutside(url.hostname, lookup);
    },
    send: async (delivery) => {
      const url = urlOf(delivery.url, origins);
      if (!url) throw forbidden();
      const answer = await request(url, {
        dispatcher: origins.has(url.origin) ? agents.configured : agents.public,
        method: 'POST',
        headers: headersOf(delivery),
        body: delivery.body,
        signal: AbortSignal.timeout(timeoutMs),
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      }).catch((error: unknown) => {
        throw error instanceof PrivateAddress ? forbidden(error) : unreached(error);
      });
      answer.body.on('error', () => undefined).destroy();
      return { status: answer.statusCode };
    },
    close: () => agents.close(),
  };
};

/** An address that is one already needs no resolver, and so would pass by its check. */
const urlOf = (text: string, origins: ReadonlySet<string>): URL | undefined => {
  if (text.length > longestUrl || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return undefined;
  if (origins.has(url.origin)) return url;
  const bare = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
  const isPublic = isIP(bare) === 0 || isPublicAddress(bare);
  return url.protocol === 'https:' && isPublic ? url : undefined;
};

const leadsOutside = (hostname: string, lookup: LookupFunction): Promise<boolean> =>
  new Promise((resolve) => {
    const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
    lookup(bare, { all: true }, (error, found) => {
      const addresses = error ? [] : (found as LookupAddress[]);
      resolve(addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address)));
    });
  });

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
const headersOf = ({ id, secret, sentAt, body }: HookDelivery): Record<string, string> => {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/u, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'user-agent': 'Aisha-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
};

// Messages hold no address: a client may have put a secret into it.
const forbidden = (cause?: unknown): PortError =>
  new PortError('fetch.forbidden', 'tell a client: the address is not allowed', {
    retryable: false,
    cause,
  });

const unreached = (cause: unknown): PortError =>
  new PortError('fetch.failed', 'tell a client: no whole answer', { retryable: true, cause });
