import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Layout } from './layout.ts';
import { commandLine } from './processes.ts';

/** A running server of this cluster, as its own pid file describes it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Whether it has a socket in its data directory. */
  readonly socket: boolean;
  readonly status: string;
}

const POLL_MS = 10;
const FAST_SHUTDOWN_MS = 30_000;
const IMMEDIATE_SHUTDOWN_MS = 5_000;

/** The setting that marks a server's command line as belonging to the cluster `id`. */
export const clusterTag = (id: string): string => `cluster_name=aisha-${id}`;

// Lines: pid, data directory, start time, port, socket directory, address, shared memory, status.
const parse = (text: string): Postmaster | undefined => {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const [, , , port = 0, socketDirectory = '', , , status = ''] = lines;
  return { pid, port: Number(port), socket: socketDirectory !== '', status };
};

/** The living server of this cluster. A pid file left by a crash, its pid reused or not, is none. */
export const findPostmaster = async (
  layout: Layout,
  id: string,
): Promise<Postmaster | undefined> => {
  const text = await readFile(layout.postmasterPid, 'utf8').catch(() => undefined);
  const found = text === undefined ? undefined : parse(text);
  if (!found) return undefined;
  return (await commandLine(found.pid))?.includes(clusterTag(id)) ? found : undefined;
};

/**
 * PostgreSQL refuses to start when the pid in its pid file, or in that of a socket, is alive, whoever
 * has it by now. Call under the start lock, when no server of the cluster was found.
 */
export const removeStaleFiles = async ({ cluster, postmasterPid }: Layout): Promise<void> => {
  const sockets = (await readdir(cluster)).filter((name) => name.startsWith(socketName('')));
  const stale = [postmasterPid, ...sockets.map((name) => join(cluster, name))];
  await Promise.all(stale.map((path) => rm(path, { force: true })));
};

/** As PostgreSQL calls it. */
export const socketName = (port: number | string): string => `.s.PGSQL.${port}`;

/** Waits until the server accepts connections; `undefined` when it ends, or shuts down, instead. */
export const awaitReady = async (
  layout: Layout,
  id: string,
  timeoutMs: number,
): Promise<Postmaster | undefined> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await findPostmaster(layout, id);
    if (found === undefined || found.status === 'ready') return found;
    if (Date.now() > deadline) throw new Error(`PostgreSQL is not ready after ${timeoutMs} ms.`);
    await delay(POLL_MS);
  }
};

/** Fast shutdown: open transactions roll back, the data directory is left clean. */
export const stopPostmaster = async (layout: Layout, id: string): Promise<void> => {
  const found = await findPostmaster(layout, id);
  if (!found) return;
  signal(found.pid, 'SIGINT');
  if (await awaitEnd(found.pid, id, FAST_SHUTDOWN_MS)) return;
  // The immediate one costs a recovery at the next start, nothing more.
  signal(found.pid, 'SIGQUIT');
  if (await awaitEnd(found.pid, id, IMMEDIATE_SHUTDOWN_MS)) return;
  throw new Error(`PostgreSQL (process ${found.pid}) does not stop.`);
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
};

const awaitEnd = async (pid: number, id: string, timeoutMs: number): Promise<boolean> => {
  const deadline = Date.now() + timeoutMs;
  while ((await commandLine(pid))?.includes(clusterTag(id))) {
    if (Date.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
};
