import { PortError } from '@aisha/core';
import { PrivateAddress } from './guarded-agents.ts';

/** Messages never hold the address: a signed one is a key to somebody's picture. */

export const forbidden = (cause?: unknown): PortError =>
  new PortError('fetch.forbidden', 'fetch a result: the address is not allowed', {
    retryable: false,
    cause,
  });

export const tooLarge = (maxBytes: number): PortError =>
  new PortError('fetch.too-large', `fetch a result: more than ${maxBytes} bytes`, {
    retryable: false,
  });

export const unusable = (what: string): PortError =>
  new PortError('fetch.failed', `fetch a result: ${what}`, { retryable: false });

const retryableStatuses = new Set([408, 425, 429]);
const longestWaitSeconds = 3_600;

export const refusedStatus = (
  status: number,
  retryAfter: string | string[] | undefined,
): PortError => {
  const seconds =
    typeof retryAfter === 'string' && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined;
  return new PortError('fetch.failed', `fetch a result: HTTP ${status}`, {
    retryable: status >= 500 || retryableStatuses.has(status),
    ...(seconds !== undefined && { retryAfterMs: Math.min(seconds, longestWaitSeconds) * 1000 }),
  });
};

export const fromNetwork = (error: unknown): PortError => {
  if (error instanceof PortError) return error;
  if (error instanceof PrivateAddress) return forbidden(error);
  return new PortError('fetch.failed', 'fetch a result: no whole answer', {
    retryable: true,
    cause: error,
  });
};
