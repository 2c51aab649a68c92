import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { FaultSource, HttpPoint } from './faults.ts';
import { answer, type Exchange } from './http-faults.ts';
import { HttpProblem, send, type Reply } from './http-reply.ts';
import type { SandboxLog } from './options.ts';

export interface RouteRequest {
  readonly request: IncomingMessage;
  readonly url: URL;
  /** What the route's groups matched, by name. */
  readonly params: Readonly<Record<string, string>>;
  /** `http://<Host header>`: URLs in answers begin with the name the caller knows us by. */
  readonly origin: string;
}

export interface Route {
  readonly methods: readonly string[];
  readonly path: RegExp;
  readonly access: 'key' | 'public';
  readonly point?: HttpPoint;
  /** The endpoint a fault rule may name. */
  readonly endpointOf?: (params: Readonly<Record<string, string>>) => string | undefined;
  readonly handle: (request: RouteRequest) => Promise<Reply> | Reply;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

const assertKey = (request: IncomingMessage, expected: Buffer): void => {
  const [, key] = /^Key (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (key === undefined)
    throw new HttpProblem(401, 'Authentication is required to access this application');
  // Digests have one length, so the comparison tells nothing about the key's.
  if (!timingSafeEqual(digest(key), expected))
    throw new HttpProblem(401, 'No user found for Key ID and Secret');
};

const hostName = /^[\w.-]+(?::\d+)?$|^\[[\da-f:.]+\](?::\d+)?$/i;

const originOf = (request: IncomingMessage): string => {
  const host = request.headers.host ?? '';
  if (!hostName.test(host)) throw new HttpProblem(400, 'Invalid Host header');
  return `http://${host}`;
};

interface RouterOptions {
  readonly routes: readonly Route[];
  readonly apiKey: string;
  readonly faults: FaultSource;
  readonly log: SandboxLog;
}

const match = (routes: readonly Route[], method: string, path: string) => {
  for (const route of routes) {
    const groups = route.methods.includes(method) ? route.path.exec(path) : null;
    if (groups) return { route, params: { ...groups.groups } };
  }
  throw new HttpProblem(404, 'Not Found');
};

export const createRouter = ({ routes, apiKey, faults, log }: RouterOptions): RequestListener => {
  const expectedKey = digest(apiKey);

  const dispatch = async (exchange: Exchange): Promise<void> => {
    const { request } = exchange;
    const origin = originOf(request);
    const url = new URL(request.url ?? '/', origin);
    const { route, params } = match(routes, request.method ?? 'GET', url.pathname);
    if (route.access === 'key') assertKey(request, expectedKey);
    const endpoint = route.endpointOf?.(params);
    const effect = route.point && faults.takeHttp(route.point, endpoint);
    await answer(exchange, effect, async () => route.handle({ request, url, params, origin }));
  };

  return (request, response) => {
    dispatch({ request, response }).catch(async (error: unknown) => {
      if (response.headersSent || response.destroyed) return void response.destroy();
      const problem =
        error instanceof HttpProblem ? error : new HttpProblem(500, 'Internal server error');
      if (problem !== error)
        log('request.broke', { path: request.url?.split('?')[0], error: String(error) });
      await send(request, response, problem.reply).catch(() => response.destroy());
    });
  };
};
