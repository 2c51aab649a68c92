import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { readBytes, readCallBody } from './body.ts';
import type { CallLog } from './calls.ts';
import { dispatch, findMethod } from './dispatch.ts';
import { BotApiError } from './errors.ts';
import { faultPatchSchema } from './faults.ts';
import { requestUrl } from './request-url.ts';
import type { Sandbox } from './sandbox.ts';

export interface ApiServerOptions {
  sandbox: Sandbox;
  calls: CallLog;
  token: string;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
}

const maxDownloadBytes = 20 * 1024 ** 2;

const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const sendError = (response: ServerResponse, code: number, description: string): void =>
  sendJson(response, code, { ok: false, error_code: code, description });

/** Aborted when the caller is gone before its answer. */
const hangUpSignal = (response: ServerResponse): AbortSignal => {
  const controller = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
};

const serveMethod = async (
  { sandbox, calls }: ApiServerOptions,
  { request, response, url }: Exchange,
  name: string,
): Promise<void> => {
  if (findMethod(name) === undefined)
    return sendError(response, 404, 'Not Found: method not found');
  const signal = hangUpSignal(response);
  const { temporaryDirectory } = sandbox.files;
  const body = await readCallBody(request, url.searchParams, temporaryDirectory);
  try {
    const answer = await dispatch(sandbox, calls, { name, body, signal });
    if (answer.drop) request.socket.destroy();
    else sendJson(response, answer.status, answer.body);
  } finally {
    await body.discard();
  }
};

const serveFile = async (
  { sandbox }: ApiServerOptions,
  { response }: Exchange,
  path: string,
): Promise<void> => {
  const file = sandbox.files.findByPath(path);
  if (file === undefined || file.size > maxDownloadBytes)
    return sendError(response, 404, 'Not Found');
  if (sandbox.faults.takeDownload()) return sendError(response, 502, 'Bad Gateway');
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': file.size,
  });
  await pipeline(createReadStream(sandbox.files.bytesPath(file)), response);
};

/** `GET` reads, `POST` adds, `DELETE` clears; the bot's token in `X-Sandbox-Token` is the key. */
const serveFaults = async (
  { sandbox: { faults }, token }: ApiServerOptions,
  { request, response }: Exchange,
): Promise<void> => {
  if (request.headers['x-sandbox-token'] !== token) return sendError(response, 401, 'Unauthorized');
  if (request.method === 'DELETE') faults.clear();
  if (request.method === 'POST') {
    const text = (await readBytes(request, 100_000)).toString('utf8');
    const patch = faultPatchSchema.safeParse(JSON.parse(text));
    if (!patch.success) return sendError(response, 400, patch.error.message);
    faults.set(patch.data);
  }
  sendJson(response, 200, { ok: true, result: faults.state() });
};

const route = async (options: ApiServerOptions, exchange: Exchange): Promise<void> => {
  const { url, response } = exchange;
  if (url.pathname === '/sandbox/faults') return serveFaults(options, exchange);
  const path = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(decodeURIComponent(url.pathname));
  const [, file, token, rest = ''] = path ?? [];
  if (path === null || !/^\d+:.+/.test(token ?? '')) return sendError(response, 404, 'Not Found');
  if (token !== options.token) return sendError(response, 401, 'Unauthorized');
  return file === undefined
    ? serveMethod(options, exchange, rest)
    : serveFile(options, exchange, rest);
};

const answerFailure = ({ sandbox }: ApiServerOptions, { response }: Exchange, error: unknown) => {
  if (error instanceof BotApiError) {
    response.setHeader('connection', 'close');
    return sendError(response, error.code, error.message);
  }
  if (error instanceof SyntaxError || error instanceof URIError)
    return sendError(response, 400, 'Bad Request');
  if (!response.destroyed)
    sandbox.log('error', 'The sandbox could not answer a call', { error: String(error) });
  return response.headersSent
    ? response.destroy()
    : sendError(response, 500, 'Internal Server Error');
};

/** The Bot API's HTTP side: `/bot<token>/<method>`, `/file/bot<token>/<path>`, `/sandbox/faults`. */
export const createApiServer = (options: ApiServerOptions): Server => {
  const server = createServer({ requestTimeout: 120_000 }, (request, response) => {
    const exchange = { request, response, url: requestUrl(request) };
    route(options, exchange).catch((error: unknown) => answerFailure(options, exchange, error));
  });
  // Longer than any client keeps an idle connection, so that none is closed under a new request.
  server.keepAliveTimeout = 75_000;
  return server;
};
