import type { HealthCheck } from '@aisha/core';
import type { RedisClient } from './redis-client.ts';

/** Whether limits and caches are shared; while they are not, each process has its own. */
export const checkRedis = ({ client }: { readonly client: RedisClient }): HealthCheck => ({
  name: 'redis',
  optional: true,
  check: async () => {
    await client.run((redis) => redis.get('aisha:health'));
  },
});
