import { randomUUID } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import type { Telling } from '@aisha/adapters/composition';

/**
 * Every request is counted and timed by its route, and known by an id in every line that is logged on
 * its way; the caller is told the id too. `routeOf` names few routes, however many paths are asked for.
 */
export const tellRequests =
  ({ request }: Pick<Telling, 'request'>, routeOf: (context: Context) => string): Middleware =>
  async (context, next) => {
    const requestId = randomUUID();
    context.set('x-request-id', requestId);
    const method = methods.has(context.method) ? context.method : 'other';
    const { traceparent } = context.query;
    await request(
      {
        method,
        route: routeOf(context),
        facts: { requestId },
        traceparent: typeof traceparent === 'string' ? traceparent : undefined,
      },
      async () => {
        await next();
        return context.status;
      },
    );
  };

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
