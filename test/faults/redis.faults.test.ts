import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inProcessCache, inProcessRateLimiter } from '@aisha/adapters/in-process';
import { redisCache, redisClient, redisRateLimiter } from '@aisha/adapters/redis';
import { silentLogger } from '@aisha/core/testing';
import { freePort } from '../support/free-port.ts';
import { until } from './postgres/breakable-server.ts';
import { size } from './size.ts';

const isInstalled = ((): boolean => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

let directory: string;
let port: number;
let server: ChildProcess;
let ports: ReturnType<typeof portsOn>;

const startRedis = async (): Promise<void> => {
  server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', directory],
    { stdio: 'ignore' },
  );
  await once(server, 'spawn');
};

/** By a client of its own. */
const command = async (...words: string[]): Promise<void> => {
  const client = createClient({ url: `redis://127.0.0.1:${port}` });
  client.on('error', () => undefined);
  await client.connect();
  await client.sendCommand(words);
  client.destroy();
};

const portsOn = (url: string) => {
  const client = redisClient({ url, logger: silentLogger });
  return {
    client,
    limiter: redisRateLimiter({ client, fallback: inProcessRateLimiter() }),
    cache: redisCache({ client, fallback: inProcessCache({ maxEntries: 1_000 }) }),
  };
};

const isUsed = () =>
  ports.client
    .run((redis) => redis.get('x'))
    .then(
      () => true,
      () => false,
    );

beforeEach(async (context) => {
  if (!isInstalled) context.skip('no redis-server is installed');
  directory = await mkdtemp(join(tmpdir(), 'aisha-redis-'));
  port = await freePort();
  await startRedis();
  ports = portsOn(`redis://127.0.0.1:${port}`);
  await until(isUsed);
});

afterEach(async () => {
  if (!isInstalled) return;
  await ports.client.close();
  server.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

/** Nobody comes twice. */
let phase = 0;

type Taps = {
  /** How long the slowest hundredth took, in milliseconds. */
  readonly p99: number;
  /** Taps that were turned away though they were the first, or let through though they were not. */
  readonly misjudged: number;
  /** Values that came back as another's. */
  readonly mixedUp: number;
};

/** What taps ask of it, one after the other. A value may be forgotten at any time. */
const taps = async (count: number): Promise<Taps> => {
  const took: number[] = [];
  let [misjudged, mixedUp] = [0, 0];
  phase += 1;
  const limit = { count: 1, windowMs: 60_000 };
  for (let tap = 0; tap < count; tap += 1) {
    const key = `person-${phase}-${tap}`;
    const start = performance.now();
    const first = await ports.limiter.take(key, limit);
    took.push(performance.now() - start);
    const second = await ports.limiter.take(key, limit);
    if (first > 0 || second === 0) misjudged += 1;
    await ports.cache.save(key, tap, { ttlMs: limit.windowMs });
    const found = await ports.cache.find(key);
    if (found !== undefined && found !== tap) mixedUp += 1;
  }
  const sorted = took.toSorted((one, other) => one - other);
  return { p99: sorted[Math.floor(count * 0.99) - 1] ?? Infinity, misjudged, mixedUp };
};

const tell = (fact: string): boolean => process.stdout.write(`    ${fact}\n`);

const faults: Readonly<Record<string, { break(): Promise<void>; mend(): Promise<void> }>> = {
  'is stopped': {
    break: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    },
    mend: startRedis,
  },
  'hangs (SIGSTOP)': {
    break: async () => void server.kill('SIGSTOP'),
    mend: async () => void server.kill('SIGCONT'),
  },
  'is made a read-only replica': {
    break: () => command('REPLICAOF', '127.0.0.1', '1'),
    mend: () => command('REPLICAOF', 'NO', 'ONE'),
  },
  'is full and refuses what is new': {
    break: () => command('CONFIG', 'SET', 'maxmemory', '1'),
    mend: () => command('CONFIG', 'SET', 'maxmemory', '0'),
  },
};

describe('Redis that', () => {
  it.each(Object.keys(faults))(
    '%s: limits and values hold in this process, at most 50 ms later',
    { timeout: 60_000 },
    async (name) => {
      const count = size(300, 3_000);
      const well = await taps(count);
      await command('FLUSHALL');
      await faults[name]?.break();
      const ill = await taps(count);
      await faults[name]?.mend();
      const start = performance.now();
      await until(isUsed, 45_000);
      tell(
        `${name}: p99 ${well.p99.toFixed(1)} ms before, ${ill.p99.toFixed(1)} ms meanwhile, ` +
          `used again after ${Math.round(performance.now() - start)} ms`,
      );
      expect(ill).toMatchObject({ misjudged: 0, mixedUp: 0 });
      expect(ill.p99 - well.p99).toBeLessThan(50);
    },
  );

  it('is emptied in the middle forgets, and mixes nothing up', async () => {
    for (let round = 0; round < 5; round += 1) {
      expect((await taps(20)).mixedUp).toBe(0);
      await command('FLUSHALL');
      expect(await ports.cache.find(`person-${phase}-1`)).toBeUndefined();
    }
  });
});
