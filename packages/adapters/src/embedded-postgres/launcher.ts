import { join } from 'node:path';
import { completeBinaryPackage, findBinaryPackage } from './binaries.ts';
import { openCluster, readCredentials, SUPERUSER, type Credentials } from './cluster.ts';
import { openLayout, type Layout } from './layout.ts';
import { exclusively, isShared, share } from './lock.ts';
import { claimForThisMachine } from './machine.ts';
import { awaitReady, socketName, stopPostmaster, type Postmaster } from './postmaster.ts';
import { reachableBin } from './reachable-binaries.ts';
import { chooseIdentity } from './run-as.ts';
import { startServer } from './server.ts';
import { isDurable, type Settings } from './settings.ts';

export interface EmbeddedPostgresOptions {
  /** Absolute or relative folder that belongs to the launcher alone; created when missing. */
  readonly dataDir: string;
  /** Told what happens, in whole sentences without secrets. */
  readonly log?: (message: string) => void;
  /** PostgreSQL settings to override, e.g. `{ fsync: 'off' }` for tests. */
  readonly settings?: Settings;
}

export interface EmbeddedPostgres {
  /** `postgresql://…` with the superuser's password: a secret. */
  readonly url: string;
  /**
   * The same for `pg` in processes of this machine: through a Unix socket where there is one, which
   * spares a third of each round trip. Whoever reads host and port in it finds those of `url`.
   */
  readonly nearUrl: string;
  /** On 127.0.0.1. */
  readonly port: number;
  /** Whether a running server was found, be it another process's or one a crash left behind. */
  readonly adopted: boolean;
  /** Gives up this use of the server. The last user to do so shuts it down. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

const START_LOCK_TIMEOUT_MS = 180_000;
const ADOPT_TIMEOUT_MS = 60_000;

/**
 * Starts PostgreSQL with its data in `dataDir`, or joins the server that is already running there.
 *
 * Any number of processes of one machine may share a directory: the first starts the server, the
 * last to stop shuts it down. A process that is killed leaves the server running; the next start
 * joins it and shuts it down in its turn. Nothing a crash leaves behind needs a hand.
 */
export const startEmbeddedPostgres = async (
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> => {
  const layout = await openLayout(options.dataDir);
  return exclusively(layout.startLock, START_LOCK_TIMEOUT_MS, async () => {
    const { server, credentials, adopted } = await ensureServer(layout, options);
    const release = share(layout.useLock);
    options.log?.(`PostgreSQL ${adopted ? 'found' : 'started'} on 127.0.0.1:${server.port}.`);
    return {
      url: urlOf(server, credentials),
      nearUrl: nearUrlOf(layout, server, credentials),
      port: server.port,
      adopted,
      stop: once(async () => {
        release();
        await stopUnusedPostgres(layout.home);
      }),
    };
  });
};

/**
 * Shuts down the server of `dataDir` unless a living process uses it. Answers whether the directory
 * is now without a server, so that it can be moved or removed.
 */
export const stopUnusedPostgres = async (dataDir: string): Promise<boolean> => {
  const layout = await openLayout(dataDir);
  return exclusively(layout.startLock, START_LOCK_TIMEOUT_MS, async () => {
    if (isShared(layout.useLock)) return false;
    const credentials = await readCredentials(layout).catch(() => undefined);
    if (credentials) await stopPostmaster(layout, credentials.id);
    return true;
  });
};

interface Ensured {
  readonly server: Postmaster;
  readonly credentials: Credentials;
  readonly adopted: boolean;
}

const ensureServer = async (
  layout: Layout,
  { settings }: EmbeddedPostgresOptions,
): Promise<Ensured> => {
  const binaries = await findBinaryPackage();
  await completeBinaryPackage(binaries);
  const identity = await chooseIdentity(layout.cluster);
  const bin = await reachableBin(binaries, identity);
  const credentials = await openCluster({
    layout,
    bin,
    identity,
    version: binaries.version,
    durable: isDurable(settings),
  });
  const running = await awaitReady(layout, credentials.id, ADOPT_TIMEOUT_MS);
  if (running) return { server: running, credentials, adopted: true };
  await claimForThisMachine(layout);
  const clusterId = credentials.id;
  const server = await startServer({ layout, bin, identity, clusterId, settings });
  return { server, credentials, adopted: false };
};

const urlOf = ({ port }: Postmaster, { password }: Credentials): string =>
  `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;

/** What the kernel takes for a socket's path: 107 bytes on Linux, 103 on macOS. */
const MAX_SOCKET_PATH = 103;

const nearUrlOf = ({ cluster }: Layout, server: Postmaster, credentials: Credentials): string => {
  const url = urlOf(server, credentials);
  const path = join(cluster, socketName(server.port));
  if (!server.socket || Buffer.byteLength(path) > MAX_SOCKET_PATH) return url;
  return `${url}?host=${encodeURIComponent(cluster)}`;
};

const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let started: Promise<void> | undefined;
  return () => (started ??= work());
};
