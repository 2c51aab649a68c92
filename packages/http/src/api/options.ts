import type { RateLimit } from '@aisha/core';
import type { ServeParts } from './serve.ts';
import type { ApiParts } from './routes/api-parts.ts';

export type ApiOptions = Omit<ServeParts, 'logger' | 'policy' | 'limit'> &
  ApiParts & {
    /** What one key may ask; 600 in a minute by default. */
    readonly limit?: RateLimit;
  };

export const usualLimit: RateLimit = { count: 600, windowMs: 60_000 };
