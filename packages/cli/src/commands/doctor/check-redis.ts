import type { Machine } from '../../machine.ts';
import { ok, reasonOf, warn, type Check } from './finding.ts';

/** Everything works without it, so that it is away is never worse than a warning. */
export const checkRedis =
  ({ settings }: Machine): Check =>
  async () => {
    const name = 'redis';
    if (settings.redisUrl === undefined)
      return [ok(name, 'not configured: each process has its own')];
    const { pingRedis } = await import('@aisha/adapters/redis');
    try {
      const version = await pingRedis(settings.redisUrl);
      return [ok(name, `Redis ${version} answers`)];
    } catch (error) {
      const todo = 'start it, or mend REDIS_URL; until then rate limits hold per process';
      return [warn({ name, what: reasonOf(error), todo })];
    }
  };
