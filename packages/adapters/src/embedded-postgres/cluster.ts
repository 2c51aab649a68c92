import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { initdb } from './initdb.ts';
import type { Layout } from './layout.ts';
import { handOver, type Identity } from './run-as.ts';

/** What the launcher knows about a cluster: kept 0600 beside PostgreSQL's own files. */
export interface Credentials {
  /** Stands in the server's command line, so that a reused process id is never taken for it. */
  readonly id: string;
  readonly password: string;
}

export interface ClusterOptions {
  readonly layout: Layout;
  readonly bin: string;
  /** The binaries' version, e.g. `18.4.0-beta.17`. */
  readonly version: string;
  readonly identity: Identity | undefined;
  /** Off where the cluster is thrown away after use. */
  readonly durable: boolean;
}

export const SUPERUSER = 'aisha';
const STAGING_PREFIX = 'cluster.new-';
const credentialsSchema = z.strictObject({ id: z.string().min(16), password: z.string().min(16) });

/** Creates the cluster when there is none, and reads its credentials. Call under the start lock. */
export const openCluster = async (options: ClusterOptions): Promise<Credentials> => {
  const { layout, version } = options;
  const existing = await stat(layout.cluster).catch(() => undefined);
  if (!existing) {
    await removeAbandoned(layout);
    await create(options);
  }
  await checkVersion(layout, version);
  return readCredentials(layout);
};

/** Everything happens in a staging folder and one rename publishes it: a crash leaves no half. */
const create = async ({ layout, bin, identity, durable }: ClusterOptions): Promise<void> => {
  const staging = join(layout.home, STAGING_PREFIX + randomBytes(6).toString('hex'));
  const credentials: Credentials = {
    id: randomBytes(12).toString('hex'),
    password: randomBytes(24).toString('base64url'),
  };
  await mkdir(staging, { mode: 0o700 });
  await handOver(staging, identity);
  await initdb({
    bin,
    identity,
    durable,
    directory: staging,
    scratch: layout.home,
    superuser: SUPERUSER,
    password: credentials.password,
  });
  const file = join(staging, 'launcher.json');
  await writeFile(file, JSON.stringify(credentials), { mode: 0o600, flush: true });
  await handOver(file, identity);
  await syncDirectory(staging);
  await rename(staging, layout.cluster);
  await syncDirectory(layout.home);
};

const syncDirectory = async (path: string): Promise<void> => {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};

const removeAbandoned = async ({ home }: Layout): Promise<void> => {
  const entries = await readdir(home);
  for (const name of entries.filter((entry) => entry.startsWith(STAGING_PREFIX))) {
    await rm(join(home, name), { recursive: true, force: true, maxRetries: 3 });
  }
};

const checkVersion = async ({ cluster }: Layout, version: string): Promise<void> => {
  const made = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  const major = version.split('.')[0];
  if (made === major) return;
  throw new Error(
    `${cluster} was made by PostgreSQL ${made}, the installed one is ${version}. ` +
      'Dump it with the older release and restore it into a new data directory.',
  );
};

export const readCredentials = async ({ credentials }: Layout): Promise<Credentials> => {
  try {
    return credentialsSchema.parse(JSON.parse(await readFile(credentials, 'utf8')));
  } catch {
    // Neither the content nor a parser's excerpt of it: there is a password inside.
    throw new Error(`${credentials} is missing, unreadable or damaged.`);
  }
};
