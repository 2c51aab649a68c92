import { setTimeout as pause } from 'node:timers/promises';
import { redisClient, type RedisClient, type RedisClientOptions } from '../redis-client.ts';

const deadlineMs = 5_000;

/** A client that is connected already: without waiting, a test would test the fallback. */
export const connected = async (options: RedisClientOptions): Promise<RedisClient> => {
  const client = redisClient(options);
  await untilAnswered(client);
  return client;
};

export const untilAnswered = async (client: RedisClient): Promise<void> => {
  for (const startedAt = performance.now(); performance.now() - startedAt < deadlineMs;) {
    const answer = await client.run((redis) => redis.get('aisha-test:none')).catch(() => undefined);
    if (answer === null) return;
    await pause(10);
  }
  throw new Error('Redis does not answer');
};
