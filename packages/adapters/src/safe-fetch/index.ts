export { guardedHookSender } from './hook-sender.ts';
export type { GuardedHookSender, HookSenderOptions } from './hook-sender.ts';
export { safeFetcher } from './safe-fetcher.ts';
export type { SafeFetcher, SafeFetcherOptions } from './safe-fetcher.ts';
