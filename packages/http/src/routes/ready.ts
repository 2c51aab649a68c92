import type { Context } from 'koa';
import { healthAnswer, healthOf } from '@aisha/adapters/health';
import type { HealthCheck } from '@aisha/core';

/**
 * `GET /ready`: open to all. 200 where everything answers within 2 s that it cannot do without, 503
 * with the names of what does not; `degraded` names what it goes on without.
 */
export const ready =
  (checks: readonly HealthCheck[]) =>
  async (context: Context): Promise<void> => {
    const { status, body } = healthAnswer(await healthOf(checks), 'ready');
    context.set('cache-control', 'no-store');
    context.status = status;
    context.body = body;
  };
