import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from './free-port.ts';
import type { Layout } from './layout.ts';
import { clusterTag, findPostmaster, removeStaleFiles, type Postmaster } from './postmaster.ts';
import { dataDirectoryArgument, type Identity } from './run-as.ts';
import { serverEnvironment } from './server-environment.ts';
import { openServerLog, readServerLog, reasonIn } from './server-log.ts';
import { settingArguments, type Listening, type Settings } from './settings.ts';

export interface ServerOptions {
  readonly layout: Layout;
  readonly bin: string;
  readonly identity: Identity | undefined;
  readonly clusterId: string;
  readonly settings: Settings | undefined;
}

const READY_TIMEOUT_MS = 60_000;
const RETRY_FOR_MS = 15_000;
const RETRY_EVERY_MS = 50;
const POLL_MS = 5;

/**
 * What passes by itself: another program took the port first, or processes of a killed server are
 * still on their way out.
 */
const PASSING = /could not bind|Address already in use|shared memory block/;

/** Some file systems have none, as those that a virtual machine shares with its host. */
const WITHOUT_SOCKETS = /could not create any Unix-domain sockets/;

/** Starts a server of the cluster that has none. Call under the start lock. */
export const startServer = async (options: ServerOptions): Promise<Postmaster> => {
  const deadline = Date.now() + RETRY_FOR_MS;
  let socket = true;
  for (;;) {
    const outcome = await tryStart(options, { port: await findFreePort(), socket });
    if (typeof outcome !== 'string') return outcome;
    if (WITHOUT_SOCKETS.test(outcome)) socket = false;
    else if (!PASSING.test(outcome) || Date.now() > deadline) {
      throw new Error(
        `PostgreSQL did not start: ${reasonIn(outcome)} (more in ${options.layout.serverLog})`,
      );
    }
    await delay(RETRY_EVERY_MS);
  }
};

/** The running server, or what it logged before it gave up. */
const tryStart = async (
  options: ServerOptions,
  listening: Listening,
): Promise<Postmaster | string> => {
  const { layout } = options;
  await removeStaleFiles(layout);
  const log = await openServerLog(layout);
  try {
    const { size } = await log.stat();
    const child = spawnServer(options, listening, log.fd);
    await once(child, 'spawn');
    return (await awaitStart(options, child)) ?? (await readServerLog(layout, size));
  } finally {
    await log.close();
  }
};

/**
 * In a session of its own: Ctrl-C in a terminal reaches the app, which drains and then stops the
 * server, and not the server itself. Its output goes to a file, so our end breaks nothing.
 */
const spawnServer = (
  options: ServerOptions,
  listening: Listening,
  output: number,
): ChildProcess => {
  const { layout, bin, identity, clusterId, settings } = options;
  const directory = dataDirectoryArgument(layout.cluster, identity);
  const child = spawn(
    join(bin, 'postgres'),
    ['-D', directory, '-c', clusterTag(clusterId), ...settingArguments(listening, settings)],
    {
      ...identity,
      cwd: layout.cluster,
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', output, output],
    },
  );
  child.unref();
  return child;
};

const awaitStart = async (
  { layout, clusterId }: ServerOptions,
  child: ChildProcess,
): Promise<Postmaster | undefined> => {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (child.exitCode === null && child.signalCode === null) {
    const found = await findPostmaster(layout, clusterId);
    if (found?.status === 'ready') return found;
    if (Date.now() > deadline) {
      throw new Error(`PostgreSQL is not ready after ${READY_TIMEOUT_MS} ms (${layout.serverLog})`);
    }
    await delay(POLL_MS);
  }
  return undefined;
};
