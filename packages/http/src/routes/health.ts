import type { Context } from 'koa';
import { failingChecks } from '@aisha/adapters/health';
import type { HealthCheck } from '@aisha/core';

/** `GET /health`: open to all. 200 where every dependency answers, 503 with the names of those that do not. */
export const health =
  (checks: readonly HealthCheck[]) =>
  async (context: Context): Promise<void> => {
    const failing = await failingChecks(checks);
    context.set('cache-control', 'no-store');
    context.status = failing.length === 0 ? 200 : 503;
    context.body = failing.length === 0 ? { status: 'ok' } : { status: 'failing', failing };
  };
