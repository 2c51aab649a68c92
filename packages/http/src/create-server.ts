import Koa, { type Context } from 'koa';
import type { CreateServerOptions } from './server-options.ts';
import { serverRoutes } from './server-routes.ts';
import { tellRequests } from './tell-requests.ts';

/** The http app as a Koa application, for any server. */
export const createServer = (options: CreateServerOptions): Koa => {
  const { find, allowedOn, patternOf, fallback } = serverRoutes(options);
  const koa = new Koa();
  koa.silent = true;
  koa.on('error', (error: unknown) => {
    options.logger.error({ error }, 'a request failed');
  });
  if (options.telling) koa.use(tellRequests(options.telling, patternOf));
  koa.use(async (context: Context) => {
    const method = context.method === 'HEAD' ? 'GET' : context.method;
    const handler = find(method, context.path);
    if (handler) return handler(context);
    const allowed = allowedOn(context.path);
    if (allowed.length === 0 && fallback && isOfApi(context)) return fallback(context);
    context.status = allowed.length > 0 ? 405 : 404;
    if (allowed.length > 0) context.set('allow', allowed.join(', '));
  });
  return koa;
};

const isOfApi = ({ path }: Context): boolean => path.startsWith('/api/v1/');
