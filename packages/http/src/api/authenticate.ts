import type { Context } from 'koa';
import type { Aisha, ApiScope, KeyWithClient, RateLimit, RateLimiter } from '@aisha/core';
import { Problem } from './problem.ts';

export type Gate = Pick<Aisha, 'authenticateApiKey'> & {
  readonly limiter: RateLimiter;
  readonly limit: RateLimit;
};

const challenge = { 'www-authenticate': 'Bearer realm="aisha"' };

/** Lets in whoever has a key that is not used too often and covers what is asked; in that order, so that a key without scopes cannot storm us. */
export const letIn = async (
  gate: Gate,
  context: Context,
  scope: ApiScope,
): Promise<KeyWithClient> => {
  const [, secret] = /^Bearer +(\S{1,200})$/iu.exec(context.get('authorization')) ?? [];
  if (secret === undefined) throw new Problem('key.missing', {}, challenge);
  const known = await gate.authenticateApiKey(secret);
  if (!known) throw new Problem('key.invalid', {}, challenge);
  await countIn(gate, context, known);
  if (!known.key.scopes.includes(scope)) {
    const header = `Bearer realm="aisha", error="insufficient_scope", scope="${scope}"`;
    throw new Problem('scope.missing', { scope }, { 'www-authenticate': header });
  }
  return known;
};

/** The headers are those of draft-ietf-httpapi-ratelimit-headers. */
const countIn = async (
  { limiter, limit }: Gate,
  context: Context,
  { key }: KeyWithClient,
): Promise<void> => {
  const { waitMs, remaining } = await limiter.spend(`api:${key.id}`, limit);
  const seconds = (ms: number): number => Math.ceil(ms / 1000);
  const resetSeconds = seconds(waitMs > 0 ? waitMs : limit.windowMs);
  context.set('ratelimit-policy', `"key";q=${limit.count};w=${seconds(limit.windowMs)}`);
  context.set('ratelimit', `"key";r=${remaining};t=${resetSeconds}`);
  if (waitMs > 0) throw new Problem('rate.limited', {}, { 'retry-after': String(seconds(waitMs)) });
};
