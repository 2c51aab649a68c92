export { inProcessCache } from './cache.ts';
export type { InProcessCacheOptions } from './cache.ts';
export { keptDurations } from './kept-durations.ts';
export type { KeptDurationsOptions } from './kept-durations.ts';
export { inProcessRateLimiter } from './rate-limiter.ts';
export type { InProcessRateLimiterOptions } from './rate-limiter.ts';
export { systemClock } from './system-clock.ts';
export { systemIds } from './system-ids.ts';
