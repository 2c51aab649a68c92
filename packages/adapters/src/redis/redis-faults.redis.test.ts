import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  inMemoryCache,
  inMemoryRateLimiter,
  recordingLogger,
  testClock,
} from '@aisha/core/testing';
import { testRedis } from '../../../../test/support/redis.ts';
import { redisCache } from './cache.ts';
import { checkRedis } from './check-redis.ts';
import { redisRateLimiter } from './rate-limiter.ts';
import type { RedisClient } from './redis-client.ts';
import { connected, untilAnswered } from './testing/connected.ts';

/** A line to Redis that can be cut, and on which answers can get stuck. */
const faultyLine = async (url: string) => {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let isStuck = false;
  let isCut = false;
  let asked = 0;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(port || 6379), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => [near, far].map((one) => one.destroy()));
    }
    near.on('data', (data) => {
      if (data.includes('EVAL')) asked += 1;
      far.write(data);
    });
    far.on('data', (data) => isStuck || near.write(data));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  const line = new URL(url);
  line.host = `127.0.0.1:${address.port}`;
  const hangUp = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: line.href,
    /** How often a script was sent. */
    asked: () => asked,
    stick: () => void (isStuck = true),
    cut: () => {
      isCut = true;
      hangUp();
    },
    mend: () => {
      [isCut, isStuck] = [false, false];
      hangUp();
    },
    close: () => {
      hangUp();
      server.close();
    },
  };
};

const { url, keyPrefix } = testRedis();
const clock = testClock();
const logger = recordingLogger();

let line: Awaited<ReturnType<typeof faultyLine>>;
let client: RedisClient;

beforeEach(async () => {
  line = await faultyLine(url);
  client = await connected({ url: line.url, logger });
});

afterEach(async () => {
  await client.close();
  line.close();
});

const cacheOn = (one: RedisClient) =>
  redisCache({ client: one, fallback: inMemoryCache({ clock }), keyPrefix });

const limiterOn = (one: RedisClient) =>
  redisRateLimiter({ client: one, fallback: inMemoryRateLimiter({ clock }), keyPrefix });

describe('two processes', () => {
  it('share limits and values', async () => {
    const other = await connected({ url, logger });
    try {
      const limit = { count: 1, windowMs: 60_000 };
      expect(await limiterOn(client).take('shared', limit)).toBe(0);
      expect(await limiterOn(other).take('shared', limit)).toBeGreaterThan(0);
      await cacheOn(client).save('shared', 1, { ttlMs: 60_000 });
      expect(await cacheOn(other).find('shared')).toBe(1);
    } finally {
      await other.close();
    }
  });
});

describe('while Redis hangs', () => {
  it('a call takes hardly longer than allowed, and soon none waits any more', async () => {
    const limiter = limiterOn(client);
    line.stick();
    const limit = { count: 3, windowMs: 1000 };
    const waits: number[] = [];
    for (let taken = 0; taken < 20; taken += 1) {
      const startedAt = performance.now();
      expect(await limiter.take('hang', limit)).toBe(taken < 3 ? 0 : 1000);
      waits.push(performance.now() - startedAt);
    }
    expect(Math.max(...waits)).toBeLessThan(500);
    expect(line.asked()).toBe(3);
  });
});

describe('while Redis is away', () => {
  it('the process goes on with its own, and comes back to Redis by itself', async () => {
    const cache = cacheOn(client);
    await cache.save('back', 'before', { ttlMs: 60_000 });
    line.cut();
    await expect.poll(() => cache.find('back')).toBeUndefined();
    await cache.save('mine', 'meanwhile', { ttlMs: 60_000 });
    expect(await cache.find('mine')).toBe('meanwhile');
    line.mend();
    await untilAnswered(client);
    expect(await cache.find('back')).toBe('before');
  });

  it('what was deleted or replaced meanwhile does not come back', async () => {
    const cache = cacheOn(client);
    for (const key of ['deleted', 'replaced']) await cache.save(key, 'old', { ttlMs: 60_000 });
    line.cut();
    await expect.poll(() => cache.find('deleted')).toBeUndefined();
    await cache.delete('deleted');
    await cache.save('replaced', 'new', { ttlMs: 60_000 });
    line.mend();
    await untilAnswered(client);
    expect(await cache.find('deleted')).toBeUndefined();
    expect(await cache.find('replaced')).toBeUndefined();
    await cache.save('replaced', 'newest', { ttlMs: 60_000 });
    expect(await cache.find('replaced')).toBe('newest');
  });
});

describe('health', () => {
  it('follows Redis, as it goes and as it comes back', async () => {
    const health = checkRedis({ client });
    const answers = (): Promise<boolean> =>
      health.check().then(
        () => true,
        () => false,
      );
    expect(await answers()).toBe(true);
    line.cut();
    await expect.poll(answers).toBe(false);
    line.mend();
    await untilAnswered(client);
    expect(await answers()).toBe(true);
  });
});

describe('a value in Redis that is not ours', () => {
  it('is nothing', async () => {
    await client.run((redis) => redis.set(`${keyPrefix}foreign`, '{broken'));
    expect(await cacheOn(client).find('foreign')).toBeUndefined();
  });

  it('of another kind leaves the process with its own', async () => {
    await client.run((redis) => redis.set(`${keyPrefix}kind`, 'no list'));
    expect(await limiterOn(client).take('kind', { count: 1, windowMs: 1000 })).toBe(0);
  });
});
