export { safeFetcher } from './safe-fetcher.ts';
export type { SafeFetcher, SafeFetcherOptions } from './safe-fetcher.ts';
