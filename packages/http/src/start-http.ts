import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type Koa from 'koa';
import { ConfigurationError, takePort } from '@aisha/adapters/composition';
import type { HttpSettings } from './settings.ts';

export type Listener = { readonly server: Server; readonly port: number };

export type Running = { readonly port: number; stop(): Promise<void> };

/** Slow senders of headers are cut off, within a second; the body has its own limit where it is read. */
const serverLimits = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
};
/** More at a time are hung up on: whoever only opens connections must not exhaust memory. */
const maxConnections = 1_000;

/** Takes the port before anything answers on it, so that others can be told the address. */
export const listen = async ({
  apiPort,
  tls,
}: Pick<HttpSettings, 'apiPort' | 'tls'>): Promise<Listener> => {
  const server = tls ? await createTlsServer(tls) : createHttpServer(serverLimits);
  server.maxConnections = maxConnections;
  return { server, port: await takePort(server, apiPort, 'API_PORT') };
};

const createTlsServer = async ({
  certFile,
  keyFile,
}: NonNullable<HttpSettings['tls']>): Promise<Server> => {
  const cert = await readGiven('TLS_CERT_FILE', certFile);
  const key = await readGiven('TLS_KEY_FILE', keyFile);
  try {
    return createHttpsServer({ ...serverLimits, cert, key });
  } catch {
    const problem = 'TLS_CERT_FILE and TLS_KEY_FILE are not a certificate and its key, as PEM';
    throw new ConfigurationError([problem]);
  }
};

const readGiven = async (variable: string, file: string): Promise<Buffer> => {
  try {
    return await readFile(file);
  } catch {
    throw new ConfigurationError([`${variable} names a file that cannot be read`]);
  }
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
