import type { BodyRefusal } from './read-body.ts';

/** What an HTTP caller is told of each refusal. */
export const bodyRefusalStatus = {
  'too-large': 413,
  'too-slow': 408,
  encoded: 415,
  broken: 400,
  'too-many': 503,
} as const satisfies Record<BodyRefusal, number>;
