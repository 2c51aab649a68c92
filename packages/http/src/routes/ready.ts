import type { Context } from 'koa';
import { failingChecks } from '@aisha/adapters/health';
import type { HealthCheck } from '@aisha/core';

/** `GET /ready`: open to all. 200 where everything it needs answers within 2 s, 503 with the names of what does not. */
export const ready =
  (checks: readonly HealthCheck[]) =>
  async (context: Context): Promise<void> => {
    const failing = await failingChecks(checks);
    context.set('cache-control', 'no-store');
    context.status = failing.length === 0 ? 200 : 503;
    context.body = failing.length === 0 ? { status: 'ready' } : { status: 'failing', failing };
  };
