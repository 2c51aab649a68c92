import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { failingChecks } from '@aisha/adapters/health';
import type { HealthCheck } from '@aisha/core';

export type HealthServerOptions = {
  readonly checks: readonly HealthCheck[];
  /** Answers what is not health, such as a page of an embedding team's own. */
  readonly fallback?: (request: IncomingMessage, response: ServerResponse) => void;
};

/** `GET /health`: 200 where every dependency answers, 503 with the names of those that do not. */
export const createHealthServer = ({ checks, fallback }: HealthServerOptions): Server =>
  createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/health') {
      void answerHealth(request, response, checks);
      return;
    }
    if (fallback) return fallback(request, response);
    response.writeHead(404).end();
  });

const answerHealth = async (
  { method }: IncomingMessage,
  response: ServerResponse,
  checks: readonly HealthCheck[],
): Promise<void> => {
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const failing = await failingChecks(checks);
  const body = failing.length === 0 ? { status: 'ok' } : { status: 'failing', failing };
  response
    .writeHead(failing.length === 0 ? 200 : 503, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
    })
    .end(JSON.stringify(body));
};
