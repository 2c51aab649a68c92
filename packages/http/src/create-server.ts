import Koa, { type Context } from 'koa';
import { sendProblem } from './api/answer.ts';
import { Problem } from './api/problem.ts';
import { hangUpOnLate } from './hang-up.ts';
import type { CreateServerOptions } from './server-options.ts';
import { serverRoutes } from './server-routes.ts';
import { tellRequests } from './tell-requests.ts';

/** The http app as a Koa application, for any server. Whatever is wrong is a problem by RFC 9457. */
export const createServer = (options: CreateServerOptions): Koa => {
  const { logger, telling, lingerMs } = options;
  const routes = serverRoutes(options);
  const koa = new Koa();
  koa.silent = true;
  koa.on('error', (error: unknown) => {
    logger.error({ error }, 'a request failed');
  });
  if (telling) koa.use(tellRequests(telling, routes.patternOf));
  koa.use(async (context: Context) => {
    hangUpOnLate(context.req, context.res, lingerMs);
    try {
      if (lacksHost(context)) throw new Problem('request.broken');
      await handlerOf(routes, context)(context);
    } catch (error) {
      sendProblem(context, error, logger);
    }
  });
  return koa;
};

/** RFC 9112, 3.2 */
const lacksHost = ({ req }: Context): boolean =>
  req.httpVersion === '1.1' && req.headers.host === undefined;

type Handler = (context: Context) => Promise<void>;

const handlerOf = (
  { find, allowedOn, fallback }: ReturnType<typeof serverRoutes>,
  context: Context,
): Handler => {
  const { path } = context;
  const handler = find(context.method === 'HEAD' ? 'GET' : context.method, path);
  if (handler) return handler;
  const allow = allowedOn(path).join(', ');
  if (allow !== '') throw new Problem('method.not-allowed', {}, { allow });
  if (fallback && path.startsWith('/api/v1/')) return fallback;
  throw new Problem('route.not-found');
};
