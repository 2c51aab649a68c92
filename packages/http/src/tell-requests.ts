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
    const traceparent = traceparentOf(context);
    await request(
      {
        method,
        route: routeOf(context),
        facts: { requestId },
        traceparent,
      },
      async () => {
        await next();
        return context.status;
      },
    );
  };

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** As our addresses for the provider carry it. Any other query is not taken apart here: of a flood each one would be. */
const traceparentOf = (context: Context): string | undefined => {
  if (!context.querystring.includes('traceparent=')) return undefined;
  const { traceparent } = context.query;
  return typeof traceparent === 'string' ? traceparent : undefined;
};
