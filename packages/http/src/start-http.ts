import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';
import type { HttpSettings } from './settings.ts';

export type Listener = { readonly server: Server; readonly port: number };

export type Running = { readonly port: number; stop(): Promise<void> };

/** Slow senders of headers are cut off; the body has its own limit where it is read. */
const serverLimits = { headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16_384 };

/** Takes the port before anything answers on it, so that others can be told the address. */
export const listen = async ({
  apiPort,
  tls,
}: Pick<HttpSettings, 'apiPort' | 'tls'>): Promise<Listener> => {
  const server = tls
    ? createHttpsServer({
        ...serverLimits,
        cert: await readFile(tls.certFile),
        key: await readFile(tls.keyFile),
      })
    : createHttpServer(serverLimits);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(apiPort, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
};

/** Answers on a port that was taken before. */
export const startHttp = (koa: Koa, { server, port }: Listener): Running => {
  const answer = koa.callback();
  server.on('request', (request, response) => void answer(request, response));
  return {
    port,
    stop: async () => {
      server.closeIdleConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
};
