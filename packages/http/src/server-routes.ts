import type { Context } from 'koa';
import { openapiOf } from './api/openapi.ts';
import { usualLimit } from './api/options.ts';
import { referencePage, referencePolicy } from './api/reference/index.ts';
import { apiRoutes } from './api/routes/index.ts';
import { patternOf, serveApi } from './api/serve.ts';
import type { CreateServerOptions } from './server-options.ts';
import { health } from './routes/health.ts';
import { metrics } from './routes/metrics.ts';
import { forOperators } from './routes/operator.ts';
import { ready } from './routes/ready.ts';
import { statusUpdate } from './routes/status-update.ts';
import { webhookStatus } from './routes/webhook-status.ts';
import { watchWebhooks } from './webhook-watch.ts';

type Handler = (context: Context) => Promise<void>;

/** open: to all. operators: to whoever has the token, where one is chosen. signed: to the provider. */
type Access = 'open' | 'operators' | 'signed';

export type ServerRoute = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly access: Access;
  readonly handle: Handler;
};

/** Every route but those of the API, each with whom it lets in. Everything else does not exist. */
export const plainRoutes = (options: CreateServerOptions): readonly ServerRoute[] => {
  const { checks, logger, watch = watchWebhooks({ logger }), scrape, metricsToken } = options;
  const operators = (path: string, handle: Handler): ServerRoute => ({
    method: 'GET',
    path,
    access: 'operators',
    handle: forOperators(metricsToken, handle),
  });
  const { receiveWebhook, limits, webhookStatus: status } = options;
  const received = statusUpdate({ receiveWebhook, watch, limits });
  return [
    { method: 'GET', path: '/health', access: 'open', handle: health },
    { method: 'GET', path: '/ready', access: 'open', handle: ready(checks) },
    ...(scrape ? [operators('/metrics', metrics(scrape))] : []),
    ...(status ? [operators('/api/v1/webhook/status', webhookStatus({ ...status, watch }))] : []),
    { method: 'POST', path: '/api/v1/avatar/status_update', access: 'signed', handle: received },
    ...referenceRoutes(options),
  ];
};

/** What is told of the API holds nothing of anybody, so it is open to all. */
const referenceRoutes = ({ api }: CreateServerOptions): readonly ServerRoute[] => {
  if (!api) return [];
  const described = once(() => JSON.stringify(openapiOf(apiRoutes(api))));
  const shown = once(() => referencePage(apiRoutes(api)));
  const page = (path: string, type: string, body: () => string): ServerRoute => ({
    method: 'GET',
    path,
    access: 'open',
    handle: async (context) => {
      context.set('content-security-policy', referencePolicy);
      context.set('x-content-type-options', 'nosniff');
      context.set('cache-control', 'no-cache');
      context.body = body();
      context.type = type;
    },
  });
  return [
    page('/api/v1/openapi.json', 'application/json', described),
    page('/api/v1/docs', 'html', shown),
  ];
};

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

export const serverRoutes = (options: CreateServerOptions) => {
  const plain = plainRoutes(options);
  const { api, logger } = options;
  const routes = api ? apiRoutes(api) : [];
  const known = new Map(plain.map((route) => [`${route.method} ${route.path}`, route]));
  const paths = new Set(plain.map(({ path }) => path));
  return {
    find: (method: string, path: string): Handler | undefined =>
      known.get(`${method} ${path}`)?.handle,
    allowedOn: (path: string): string[] =>
      plain
        .filter((route) => route.path === path)
        .flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
    /** The name of a route, of which there are few, whatever is asked for. */
    patternOf: ({ path }: Context): string =>
      paths.has(path) ? path : (patternOf(routes, path) ?? 'other'),
    fallback: api && serveApi({ ...api, limit: api.limit ?? usualLimit, logger }, routes),
  };
};
