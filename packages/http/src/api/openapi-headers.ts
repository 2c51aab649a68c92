import type { Described } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

const header = (description: string): Json => ({ description, schema: { type: 'string' } });

/** draft-ietf-httpapi-ratelimit-headers */
const limits: Json = {
  RateLimit: header('What is left of the window: `"key";r=<left>;t=<seconds>`'),
  'RateLimit-Policy': header('What the key may ask: `"key";q=<requests>;w=<seconds>`'),
};
const location: Json = { Location: header('Where it is') };
const retryAfter: Json = { 'Retry-After': header('Seconds until it is worth another try') };
const file: Json = {
  ETag: header('Of these bytes, which never change: hand it back as `If-None-Match`'),
};

const later: readonly number[] = [429, 503];

/** What is told beside an answer. Who was not let in has no limit to be told of. */
export const answerHeaders = (status: number, described?: Described): Json => ({
  ...(status !== 401 && limits),
  ...(described?.hasLocation && location),
  ...(described?.contentTypes && file),
  ...(later.includes(status) && retryAfter),
});
