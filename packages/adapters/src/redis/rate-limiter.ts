import type { RateLimit, RateLimiter } from '@aisha/core';
import { z } from 'zod';
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

/** As above, and how many of the list are of this window: they are in order, so it is halved and halved again. */
const spending = `
local windowMs, count = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if count < 1 then return {windowMs, 0} end
local oldest = tonumber(redis.call('LINDEX', KEYS[1], count - 1) or 0)
if oldest > now - windowMs then return {math.min(windowMs, oldest + windowMs - now), 0} end
redis.call('LPUSH', KEYS[1], now)
redis.call('LTRIM', KEYS[1], 0, count - 1)
redis.call('PEXPIRE', KEYS[1], windowMs)
local recent, past = 1, redis.call('LLEN', KEYS[1])
while recent < past do
  local middle = math.floor((recent + past) / 2)
  if tonumber(redis.call('LINDEX', KEYS[1], middle)) > now - windowMs then recent = middle + 1
  else past = middle end
end
return {0, count - recent}
`;

/** Counts for all processes together, in one round trip. While Redis is away each counts for itself. */
export const redisRateLimiter = ({
  client,
  fallback,
  keyPrefix = 'aisha:limit:',
}: RedisRateLimiterOptions): RateLimiter => {
  const ask = (text: string, key: string, { count, windowMs }: RateLimit): Promise<unknown> =>
    client.run((redis) =>
      redis.eval(text, {
        keys: [`${keyPrefix}${key}`],
        arguments: [String(Math.ceil(windowMs)), String(count)],
      }),
    );
  return {
    take: async (key, limit) => {
      try {
        return Number(await ask(script, key, limit));
      } catch {
        return fallback.take(key, limit);
      }
    },
    spend: async (key, limit) => {
      try {
        const [waitMs, remaining] = spent.parse(await ask(spending, key, limit));
        return { waitMs, remaining };
      } catch {
        return fallback.spend(key, limit);
      }
    },
  };
};

const spent = z.tuple([z.coerce.number(), z.coerce.number()]);
