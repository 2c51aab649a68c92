import Koa, { type Context } from 'koa';
import type { Aisha, HealthCheck, Logger } from '@aisha/core';
import type { BodyLimits } from './read-body.ts';
import { health } from './routes/health.ts';
import { statusUpdate } from './routes/status-update.ts';
import { watchWebhooks, type WebhookWatch } from './webhook-watch.ts';

export type CreateServerOptions = {
  readonly receiveWebhook: Aisha['receiveWebhook'];
  readonly checks: readonly HealthCheck[];
  readonly logger: Logger;
  /** Counts what becomes of webhooks; one of its own when left out. */
  readonly watch?: WebhookWatch;
  /** How large and how slow a webhook may be; 4 MiB and 10 s by default, 8 MiB together. */
  readonly limits?: Partial<BodyLimits>;
};

type Handler = (context: Context) => Promise<void>;

/** Method and path, each with its handler. Everything else does not exist. */
const routesOf = ({
  checks,
  logger,
  watch = watchWebhooks({ logger }),
  ...webhooks
}: CreateServerOptions): ReadonlyMap<string, Handler> =>
  new Map([
    ['GET /health', health(checks)],
    ['POST /api/v1/avatar/status_update', statusUpdate({ ...webhooks, watch })],
  ]);

/** The http app as a Koa application, for any server. */
export const createServer = (options: CreateServerOptions): Koa => {
  const routes = routesOf(options);
  const koa = new Koa();
  koa.silent = true;
  koa.on('error', (error: unknown) => {
    options.logger.error({ error }, 'a request failed');
  });
  koa.use(async (context) => {
    const method = context.method === 'HEAD' ? 'GET' : context.method;
    const handler = routes.get(`${method} ${context.path}`);
    if (handler) return handler(context);
    const allowed = methodsOf(routes, context.path);
    context.status = allowed.length > 0 ? 405 : 404;
    if (allowed.length > 0) context.set('allow', allowed.join(', '));
  });
  return koa;
};

const methodsOf = (routes: ReadonlyMap<string, Handler>, path: string): string[] =>
  [...routes.keys()]
    .map((route) => route.split(' '))
    .filter(([, known]) => known === path)
    .flatMap(([method = '']) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
