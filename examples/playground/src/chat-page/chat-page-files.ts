import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
};

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

type PageFile = { body: Buffer; compressed: Buffer; etag: string; type: string };

/** Node warns that stripping is experimental; a reader of the console can do nothing about it. */
const stripQuietly = (source: string): string => {
  const own = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  process.emitWarning = () => {};
  try {
    // Stripped types leave blanks of their length behind.
    const stripped = stripTypeScriptTypes(source);
    return stripped.replaceAll(/[ \t]+$/gm, '').replaceAll(/\n{2,}/g, '\n');
  } finally {
    if (own) Object.defineProperty(process, 'emitWarning', own);
  }
};

const pageFile = (path: string): PageFile => {
  const extension = extname(path);
  const source = readFileSync(path, 'utf8');
  const body = Buffer.from(extension === '.ts' ? stripQuietly(source) : source);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const type = contentTypes[extension] ?? 'application/octet-stream';
  return { body, compressed: gzipSync(body, { level: 9 }), etag, type };
};

const filesIn = (folder: string): [string, PageFile][] =>
  readdirSync(join(import.meta.dirname, folder))
    .filter((name) => extname(name) in contentTypes && !name.includes('.test.'))
    .map((name) => [name, pageFile(join(import.meta.dirname, folder, name))]);

const readPage = (): Map<string, PageFile> => {
  const assets = filesIn('assets');
  const page = new Map(
    [...assets, ...filesIn('client')].map(([name, file]) => [`/chat/${name}`, file]),
  );
  const index = page.get('/chat/index.html');
  if (index) page.set('/', index);
  page.delete('/chat/index.html');
  return page;
};

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

/**
 * Serves the chat page: `/` and its assets under `/chat/`, read once when called.
 * The handler answers true when the request was the page's own and has been answered;
 * false leaves the request untouched (`/chat/api/…` belongs to the Telegram sandbox).
 */
export const chatPageFiles = (): ((
  request: IncomingMessage,
  response: ServerResponse,
) => boolean) => {
  const page = readPage();
  return (request, response) => {
    const file = page.get((request.url ?? '').split('?', 1)[0] ?? '');
    if (!file) return false;
    if (request.method === 'GET' || request.method === 'HEAD') send(request, response, file);
    else response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return true;
  };
};
