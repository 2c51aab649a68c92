import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { healthAnswer, healthOf } from '@aisha/adapters/health';
import type { HealthCheck } from '@aisha/core';

export type HealthServerOptions = {
  readonly checks: readonly HealthCheck[];
  /** What Prometheus is told; without it there is no such page. */
  readonly scrape?: () => Promise<{ readonly contentType: string; readonly body: string }>;
  /** Answers what is not health, such as a page of an embedding team's own. */
  readonly fallback?: (request: IncomingMessage, response: ServerResponse) => void;
};

/**
 * `GET /health`: 200 where everything answers that it cannot do without, 503 with the names of what
 * does not; `degraded` names what it goes on without.
 * `GET /live`: 200 while this process answers at all, whatever it depends on.
 * `GET /metrics`: for Prometheus.
 */
export const createHealthServer = ({ checks, scrape, fallback }: HealthServerOptions): Server =>
  createServer(limits, (request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/health') {
      void answerHealth(request, response, checks);
      return;
    }
    if (path === '/live') {
      if (!isRefused(request, response)) response.writeHead(200).end();
      return;
    }
    if (path === '/metrics' && scrape) {
      void answerMetrics(request, response, scrape);
      return;
    }
    if (fallback) return fallback(request, response);
    response.writeHead(404).end();
  });

/** Where Telegram can come in, anybody can. */
const limits = { headersTimeout: 10_000, requestTimeout: 60_000 };

const isRefused = ({ method }: IncomingMessage, response: ServerResponse): boolean => {
  if (method === 'GET' || method === 'HEAD') return false;
  response.writeHead(405, { allow: 'GET, HEAD' }).end();
  return true;
};

const answerMetrics = async (
  request: IncomingMessage,
  response: ServerResponse,
  scrape: NonNullable<HealthServerOptions['scrape']>,
): Promise<void> => {
  if (isRefused(request, response)) return;
  try {
    const { contentType, body } = await scrape();
    response.writeHead(200, { 'content-type': contentType }).end(body);
  } catch {
    response.writeHead(500).end();
  }
};

const answerHealth = async (
  request: IncomingMessage,
  response: ServerResponse,
  checks: readonly HealthCheck[],
): Promise<void> => {
  if (isRefused(request, response)) return;
  const { status, body } = healthAnswer(await healthOf(checks), 'ok');
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
    })
    .end(JSON.stringify(body));
};
