import type { ByteStream } from '../shared/bytes.ts';

/**
 * Fetches what the provider points at. Only the provider's hosts, only https (but for hosts that
 * the configuration names), no private address, bounded redirects, size and time.
 * Errors: `fetch.forbidden`, `fetch.failed` (retryable by status), `fetch.too-large`.
 */
export type ResultFetcher = {
  fetch(url: string, options: { maxBytes: number }): Promise<ByteStream>;
};
