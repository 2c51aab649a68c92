import type { RateLimiter } from '@aisha/core';
import type { RedisClient } from './redis-client.ts';

export type RedisRateLimiterOptions = {
  readonly client: RedisClient;
  /** Asked while Redis is away. */
  readonly fallback: RateLimiter;
  readonly keyPrefix?: string;
};

/**
 * The times of those let through, the newest first, by the clock of Redis: the machines that share it
 * may disagree about theirs. Who is turned away leaves no trace.
 */
const script = `
local windowMs, count = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if count < 1 then return windowMs end
local oldest = tonumber(redis.call('LINDEX', KEYS[1], count - 1) or 0)
if oldest > now - windowMs then return math.min(windowMs, oldest + windowMs - now) end
redis.call('LPUSH', KEYS[1], now)
redis.call('LTRIM', KEYS[1], 0, count - 1)
redis.call('PEXPIRE', KEYS[1], windowMs)
return 0
`;

/** Counts for all processes together, in one round trip. While Redis is away each counts for itself. */
export const redisRateLimiter = ({
  client,
  fallback,
  keyPrefix = 'aisha:limit:',
}: RedisRateLimiterOptions): RateLimiter => ({
  take: async (key, limit) => {
    const { count, windowMs } = limit;
    try {
      const waitMs = await client.run((redis) =>
        redis.eval(script, {
          keys: [`${keyPrefix}${key}`],
          arguments: [String(Math.ceil(windowMs)), String(count)],
        }),
      );
      return Number(waitMs);
    } catch {
      return fallback.take(key, limit);
    }
  },
});
