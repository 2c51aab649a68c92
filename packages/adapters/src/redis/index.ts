export { checkRedis } from './check-redis.ts';
export { redisCache } from './cache.ts';
export type { RedisCacheOptions } from './cache.ts';
export { redisRateLimiter } from './rate-limiter.ts';
export type { RedisRateLimiterOptions } from './rate-limiter.ts';
export { pingRedis } from './ping-redis.ts';
export { redisClient } from './redis-client.ts';
export type { RedisClient, RedisClientOptions } from './redis-client.ts';
