import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxTimings } from '@aisha/adapters/fal-sandbox';
import { startForeignServers } from '../support/foreign-servers.ts';
import { startBalancer } from './balancer.ts';
import { gatherCrew, type Kind } from './crew.ts';
import { openDatabase, openRedis, openStorage } from './services.ts';

export type FleetOptions = {
  readonly sizes: Readonly<Record<Kind, number>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** A checkout of an older version, which half of all processes run from. Then nothing is used that it may not know. */
  readonly otherRoot?: string | undefined;
  /** How long fal takes; short where nobody says. */
  readonly timings?: Partial<SandboxTimings>;
};

const shortTimings = { trainingMs: 1_000, generationMs: 400 };

type Closers = (() => Promise<unknown>)[];

/** All of them, whatever one of them says: a server that is left runs for ever. */
const closeAll = async (closers: Closers): Promise<void> => {
  const failures: unknown[] = [];
  for (const close of closers.splice(0).toReversed()) {
    await close().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'not everything was closed');
};

/** A whole installation on this machine: its services, its vendors, and its processes behind a balancer. */
export const startFleet = async (options: FleetOptions) => {
  const closers: Closers = [];
  try {
    return { ...(await open(options, closers)), remove: () => closeAll(closers) };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
};

export type Fleet = Awaited<ReturnType<typeof startFleet>>;

const open = async (
  { sizes, variables = {}, otherRoot, timings = shortTimings }: FleetOptions,
  closers: Closers,
) => {
  const directory = await mkdtemp(join(tmpdir(), 'aisha-fleet-'));
  closers.push(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }));
  const database = await openDatabase(directory);
  closers.push(() => database.stop());
  const redis = await openRedis(directory);
  closers.push(() => redis.stop());
  const storage = await openStorage(directory, { plain: otherRoot !== undefined });
  closers.push(() => storage.stop());
  const foreign = await startForeignServers(timings);
  closers.push(() => foreign.stop());
  const crew = await gatherCrew({ directory, sizes, otherRoot });
  closers.push(() => crew.end('SIGKILL'));
  const http = await startBalancer(crew.portsOf('http'));
  closers.push(() => http.stop());
  const bot = await startBalancer(crew.portsOf('bot'));
  closers.push(() => bot.stop());
  await crew.start({
    ...foreign.variables,
    ...database.variables,
    ...redis.variables,
    ...storage.variables,
    DATA_DIR: directory,
    FAL_API_KEY: foreign.falKey,
    FAL_USER_ID: foreign.falUserId,
    FAL_WEBHOOK_URL: `${http.origin}/api/v1/avatar/status_update`,
    ...(otherRoot === undefined && { TELEGRAM_WEBHOOK_URL: `${bot.origin}/telegram` }),
    LOG_LEVEL: 'info',
    ...variables,
  });
  return {
    crew,
    foreign,
    balancers: { http, bot },
    databaseUrl: database.url,
    blobs: storage.blobs,
    /** What it runs on. */
    name: [database.name, redis.name, storage.name].join(', '),
  };
};
