import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { createCallLog, type OpenaiCall } from './calls.ts';
import { badRequest, invalidApiKey, OpenaiApiError } from './errors.ts';
import {
  createFaults,
  faultError,
  type OpenaiFaults,
  type TakeFault,
  type Told,
} from './faults.ts';
import { listModels } from './models.ts';
import { moderate, moderationRequest } from './moderations.ts';
import { readBody } from './read-body.ts';
import { respond, responseRequest } from './responses.ts';
import { transcribe, transcriptionRequest } from './transcriptions.ts';

export type OpenaiSandboxOptions = {
  /** The only key that is let in. */
  apiKey: string;
  /** A free one unless told. */
  port?: number;
  host?: string;
  /** One line a call: method, path, status. */
  log?: (line: string) => void;
};

export type OpenaiSandbox = {
  /** For the SDK's `baseURL`, ends in `/v1`. */
  baseUrl: string;
  /** The newest thousand, oldest first. */
  calls: () => OpenaiCall[];
  faults: OpenaiFaults;
  stop: () => Promise<void>;
};

type Route = (body: unknown, told: Told) => Promise<unknown>;

const route =
  <S extends z.ZodType>(schema: S, answer: (request: z.output<S>, told: Told) => unknown): Route =>
  async (body, told) => {
    const parsed = schema.safeParse(body);
    if (parsed.success) return answer(parsed.data, told);
    const [issue] = parsed.error.issues;
    throw badRequest(issue?.message ?? 'Invalid request.', issue?.path.join('.'));
  };

const routes: Record<string, Route> = {
  'GET /v1/models': async () => listModels(),
  'POST /v1/moderations': route(moderationRequest, moderate),
  'POST /v1/responses': route(responseRequest, respond),
  'POST /v1/audio/transcriptions': route(transcriptionRequest, transcribe),
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const checkKey = (request: IncomingMessage, apiKey: string): void => {
  const given = digest(request.headers.authorization ?? '');
  if (!timingSafeEqual(given, digest(`Bearer ${apiKey}`))) throw invalidApiKey();
};

const send = (response: ServerResponse, status: number, answer: unknown): void => {
  const plain = typeof answer === 'string';
  response.writeHead(status, { 'content-type': plain ? 'text/plain' : 'application/json' });
  response.end(plain ? answer : JSON.stringify(answer));
};

const sendError = (response: ServerResponse, error: unknown): number => {
  const known =
    error instanceof OpenaiApiError
      ? error
      : new OpenaiApiError(500, 'The server had an error.', { type: 'server_error' });
  for (const [name, value] of Object.entries(known.headers)) response.setHeader(name, value);
  send(response, known.status, known);
  return known.status;
};

/** Spoils the call when a fault waits for it; undefined when nothing more is to be answered. */
const meetFault = async (
  path: string,
  response: ServerResponse,
  take: TakeFault,
): Promise<Told | undefined> => {
  const fault = take(path);
  if (!fault) return {};
  const error = faultError(fault);
  if (error) throw error;
  if (fault.kind === 'slow') await delay(fault.delayMs);
  if (fault.kind === 'drop') response.destroy();
  if (fault.kind === 'garbage') {
    response.writeHead(200, { 'content-type': 'application/json' }).end('<html>bad gateway');
  }
  if (fault.kind === 'answer') return fault;
  return fault.kind === 'slow' ? {} : undefined;
};

/** OpenAI's HTTP API as far as a bot for pictures needs it, answering from what it is given. */
export const startOpenaiSandbox = async ({
  apiKey,
  port = 0,
  host = '127.0.0.1',
  log,
}: OpenaiSandboxOptions): Promise<OpenaiSandbox> => {
  const callLog = createCallLog();
  const { faults, take } = createFaults();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? '';
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    let body: unknown;
    let status = 200;
    response.setHeader('x-request-id', `req_${randomUUID().replaceAll('-', '')}`);
    try {
      checkKey(request, apiKey);
      const answer = routes[`${method} ${path}`];
      if (!answer) throw new OpenaiApiError(404, `Invalid URL (${method} ${path})`);
      body = method === 'GET' ? undefined : await readBody(request);
      const told = await meetFault(path, response, take);
      if (told) send(response, 200, await answer(body, told));
      else if (response.destroyed) status = 0;
    } catch (error) {
      status = sendError(response, error);
      if (!(error instanceof OpenaiApiError)) log?.(`openai sandbox failed: ${String(error)}`);
    }
    callLog.add({ method, path, body, status, at: Date.now() });
    log?.(`${method} ${path} ${status}`);
  };

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const { port: listening } = server.address() as AddressInfo;
  return {
    baseUrl: `http://${host}:${listening}/v1`,
    calls: callLog.list,
    faults,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
