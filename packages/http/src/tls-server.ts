import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerOptions } from 'node:https';
import { createSecureContext } from 'node:tls';
import { ConfigurationError } from '@aisha/adapters/composition';
import type { Logger } from '@aisha/core';

type TlsFiles = { readonly certFile: string; readonly keyFile: string };

export type TlsServerOptions = ServerOptions & {
  readonly files: TlsFiles;
  /** Told of certificates that were taken over, and of those that could not be. */
  readonly logger?: Pick<Logger, 'info' | 'error'> | undefined;
  /** How often the files are looked at. */
  readonly checkEveryMs?: number | undefined;
};

type Pair = { readonly cert: Buffer; readonly key: Buffer };

const usualCheckMs = 10_000;

/**
 * An HTTPS server whose certificate is renewed under its hands: connections made before go on with the
 * old one, those made after have the new. The files are read again and again rather than watched, since
 * a mounted secret is replaced by a link elsewhere, of which no watcher hears.
 */
export const createTlsServer = async ({
  files,
  logger,
  checkEveryMs = usualCheckMs,
  ...options
}: TlsServerOptions): Promise<Server> => {
  const first = await readPair(files);
  const server = createServer({ ...options, ...checked(first) });
  let known = digestOf(first);
  const look = async (): Promise<void> => {
    const pair = await readPair(files).catch((error: unknown) => error);
    const digest = isPair(pair) ? digestOf(pair) : 'unread';
    if (digest === known) return;
    known = digest;
    try {
      if (!isPair(pair)) throw pair;
      server.setSecureContext(checked(pair));
      logger?.info({}, 'the certificate was renewed');
    } catch (error) {
      logger?.error({ error }, 'the certificate cannot be renewed: the one before stays in use');
    }
  };
  const timer = setInterval(() => void look(), checkEveryMs).unref();
  server.once('close', () => clearInterval(timer));
  return server;
};

const isPair = (read: unknown): read is Pair =>
  typeof read === 'object' && read !== null && 'cert' in read;

const readPair = async ({ certFile, keyFile }: TlsFiles): Promise<Pair> => ({
  cert: await readGiven('TLS_CERT_FILE', certFile),
  key: await readGiven('TLS_KEY_FILE', keyFile),
});

const readGiven = async (variable: string, file: string): Promise<Buffer> => {
  try {
    return await readFile(file);
  } catch {
    throw new ConfigurationError([`${variable} names a file that cannot be read`]);
  }
};

/** While one file is replaced and the other is not yet they do not belong together, which is seen here. */
const checked = (pair: Pair): Pair => {
  try {
    createSecureContext(pair);
    return pair;
  } catch {
    const problem = 'TLS_CERT_FILE and TLS_KEY_FILE are not a certificate and its key, as PEM';
    throw new ConfigurationError([problem]);
  }
};

const digestOf = ({ cert, key }: Pair): string =>
  createHash('sha256').update(cert).update('\n').update(key).digest('hex');
