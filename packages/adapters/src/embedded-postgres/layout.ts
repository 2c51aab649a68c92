import { mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where the launcher keeps things below its data directory. */
export interface Layout {
  readonly home: string;
  /** PGDATA. Owned by the user PostgreSQL runs as. */
  readonly cluster: string;
  /** Id and password of this cluster, 0600, inside PGDATA so that one rename publishes both. */
  readonly credentials: string;
  readonly postmasterPid: string;
  /** Where its last server was started. */
  readonly machine: string;
  readonly serverLog: string;
  /** Held exclusively while a process starts or stops the server. */
  readonly startLock: string;
  /** Held shared by every handle for as long as it uses the server. */
  readonly useLock: string;
}

/** Creates the data directory (0700) when it is missing. */
export const openLayout = async (dataDir: string): Promise<Layout> => {
  await mkdir(resolve(dataDir), { recursive: true, mode: 0o700 });
  const home = await realpath(dataDir);
  const cluster = join(home, 'cluster');
  return {
    home,
    cluster,
    credentials: join(cluster, 'launcher.json'),
    postmasterPid: join(cluster, 'postmaster.pid'),
    machine: join(home, 'machine'),
    serverLog: join(home, 'server.log'),
    startLock: join(home, 'start.lock'),
    useLock: join(home, 'use.lock'),
  };
};
