import { createServer as createHttpServer, type Server } from 'node:http';
import type Koa from 'koa';
import { takePort } from '@aisha/adapters/composition';
import type { Logger } from '@aisha/core';
import { answerUnread } from './answer-unread.ts';
import { longestUploadMs } from './api/upload.ts';
import type { HttpSettings } from './settings.ts';
import { createTlsServer } from './tls-server.ts';

export type Listener = { readonly server: Server; readonly port: number };

export type Running = { readonly port: number; stop(): Promise<void> };

/**
 * Slow senders of headers are cut off, within a second. A body has its own limit where it is read, of
 * which a photo's is the longest; this is for what nothing else has ended by then.
 */
const serverLimits = {
  headersTimeout: 10_000,
  requestTimeout: longestUploadMs + 10_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
  // Who names no host is answered by the app, with a problem: Node would say nothing but 400.
  requireHostHeader: false,
};
/** Whoever neither sends nor takes anything is hung up on, as who stops in the middle of a picture. */
const idleMs = longestUploadMs + 10_000;
/** More at a time are hung up on: whoever only opens connections must not exhaust memory. */
const maxConnections = 1_000;

export type ListenOptions = {
  /** Told of certificates that are renewed. */
  readonly logger?: Pick<Logger, 'info' | 'error'>;
  /** How often the files of the certificate are looked at; every 10 s by default. */
  readonly checkEveryMs?: number;
};

/** Takes the port before anything answers on it, so that others can be told the address. */
export const listen = async (
  { apiPort, tls }: Pick<HttpSettings, 'apiPort' | 'tls'>,
  watching: ListenOptions = {},
): Promise<Listener> => {
  const server = tls
    ? await createTlsServer({ ...serverLimits, ...watching, files: tls })
    : createHttpServer(serverLimits);
  answerUnread(server);
  server.maxConnections = maxConnections;
  server.timeout = idleMs;
  return { server, port: await takePort(server, apiPort, 'API_PORT') };
};

/** Whoever is not answered by then is hung up on: the process has ten seconds for its whole end. */
const usualPatienceMs = 5_000;

/** Answers on a port that was taken before. */
export const startHttp = (
  koa: Koa,
  { server, port }: Listener,
  { patienceMs = usualPatienceMs }: { readonly patienceMs?: number } = {},
): Running => {
  const answer = koa.callback();
  server.on('request', (request, response) => void answer(request, response));
  return {
    port,
    stop: async () => {
      const closed = new Promise((resolve) => {
        server.close(resolve);
      });
      server.closeIdleConnections();
      const hangUp = setTimeout(() => server.closeAllConnections(), patienceMs);
      await closed;
      clearTimeout(hangUp);
    },
  };
};
