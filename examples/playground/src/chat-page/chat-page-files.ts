import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Worker } from 'node:worker_threads';
import { pagePaths, type PageFile } from './read-page.ts';

/** Everything comes from this origin; no inline script, no markup made of strings. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const send = (request: IncomingMessage, response: ServerResponse, file: PageFile): void => {
  response.setHeader('etag', file.etag);
  response.setHeader('cache-control', 'no-cache');
  response.setHeader('vary', 'accept-encoding');
  response.setHeader('content-security-policy', contentSecurityPolicy);
  response.setHeader('permissions-policy', 'microphone=(self), camera=(), geolocation=()');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('x-content-type-options', 'nosniff');
  if (request.headers['if-none-match'] === file.etag) return void response.writeHead(304).end();
  const zipped = request.headers['accept-encoding']?.includes('gzip') ?? false;
  const body = zipped ? file.compressed : file.body;
  if (zipped) response.setHeader('content-encoding', 'gzip');
  response.writeHead(200, { 'content-type': file.type, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
};

type Page = ReadonlyMap<string, PageFile>;

const readPage = async (): Promise<Page> => {
  const worker = new Worker(new URL('./page-worker.ts', import.meta.url));
  const [page] = (await once(worker, 'message')) as [Page];
  return page;
};

/**
 * Serves the chat page: `/` and its assets under `/chat/`, read once, with the first request.
 * The handler answers true when the request was the page's own and is being answered;
 * false leaves the request untouched (`/chat/api/…` belongs to the Telegram sandbox).
 */
export const chatPageFiles = (): ((
  request: IncomingMessage,
  response: ServerResponse,
) => boolean) => {
  const own = pagePaths();
  let reading: Promise<Page> | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    reading ??= readPage();
    const file = (await reading).get(path);
    if (!file) response.writeHead(404).end();
    else if (request.method === 'GET' || request.method === 'HEAD') send(request, response, file);
    else response.writeHead(405, { allow: 'GET, HEAD' }).end();
  };
  return (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    if (!own.has(path)) return false;
    answer(request, response, path).catch(() => {
      reading = undefined;
      response.writeHead(500).end();
    });
    return true;
  };
};
