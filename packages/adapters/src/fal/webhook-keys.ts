import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { PortError, type Clock } from '@aisha/core';

export type WebhookKeysOptions = {
  readonly jwksUrl: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
};

export type WebhookKeys = {
  /** The keys as known. Throws `provider.unavailable` where none could ever be had. */
  current(): Promise<readonly KeyObject[]>;
  /** Newer keys after none of the known ones fitted, or undefined where it is too early to ask. */
  newer(): Promise<readonly KeyObject[] | undefined>;
  /** When the known ones were fetched. */
  fetchedAt(): Date | undefined;
};

const largestBody = 64 * 1024;
const mostKeys = 16;
/** fal asks for no longer than a day. */
const freshMs = 24 * 3_600_000;
/** Forged events all miss: they must not make us storm fal. */
const betweenMissesMs = 60_000;
/** Without any key nothing can be verified, so asking again comes sooner. */
const betweenStartsMs = 5_000;

const jwksSchema = z.object({ keys: z.array(z.unknown()).max(1_000) });
const jwkSchema = z.object({ kty: z.literal('OKP').optional(), x: z.string().length(43) });

/** fal's public keys, fetched once for all who wait, kept for a day, and longer while fal is away. */
export const webhookKeys = (options: WebhookKeysOptions): WebhookKeys => {
  let known: { readonly keys: readonly KeyObject[]; readonly at: number } | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<readonly KeyObject[] | undefined> | undefined;

  const now = () => options.clock.now().getTime();
  const mayAskAgainAfter = (ms: number) => asking !== undefined || Math.abs(now() - askedAt) >= ms;

  const ask = (): Promise<readonly KeyObject[] | undefined> => {
    if (asking) return asking;
    askedAt = now();
    asking = fetchKeys(options)
      .then((keys) => {
        known = { keys, at: now() };
        return keys;
      })
      .catch(() => undefined)
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };

  return {
    current: async () => {
      const isFresh = known !== undefined && Math.abs(now() - known.at) < freshMs;
      if (isFresh && known) return known.keys;
      if (mayAskAgainAfter(known ? betweenMissesMs : betweenStartsMs)) await ask();
      if (known) return known.keys;
      throw new PortError('provider.unavailable', 'fal keys: not to be had', { retryable: true });
    },
    fetchedAt: () => (known ? new Date(known.at) : undefined),
    newer: async () => (mayAskAgainAfter(betweenMissesMs) ? ask() : undefined),
  };
};

const fetchKeys = async ({
  jwksUrl,
  timeoutMs,
}: WebhookKeysOptions): Promise<readonly KeyObject[]> => {
  // Loaded when it is needed: most who compose a verifier never ask for keys.
  const { request } = await import('undici');
  const { statusCode, body } = await request(jwksUrl, { signal: AbortSignal.timeout(timeoutMs) });
  const text = await readText(body);
  if (statusCode !== 200) throw new Error(`fal keys: HTTP ${statusCode}`);
  const keys = readKeys(text);
  if (keys.length === 0) throw new Error('fal keys: none in the answer');
  return keys;
};

/** The keys of a JWKS; throws where it is none. */
export const readKeys = (text: string): readonly KeyObject[] =>
  jwksSchema.parse(JSON.parse(text)).keys.flatMap(toKey).slice(0, mostKeys);

const readText = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > largestBody) throw new Error('fal keys: too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** A key of another kind is passed over: fal may publish several. */
const toKey = (jwk: unknown): KeyObject[] => {
  const parsed = jwkSchema.safeParse(jwk);
  if (!parsed.success) return [];
  try {
    const key = { kty: 'OKP', crv: 'Ed25519', x: parsed.data.x };
    return [createPublicKey({ key, format: 'jwk' })];
  } catch {
    return [];
  }
};
