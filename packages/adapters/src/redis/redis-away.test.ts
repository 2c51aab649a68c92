import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import {
  inMemoryCache,
  inMemoryRateLimiter,
  recordingLogger,
  testClock,
} from '@aisha/core/testing';
import { redisCache } from './cache.ts';
import { checkRedis } from './check-redis.ts';
import { circuitBreaker } from './circuit-breaker.ts';
import { redisRateLimiter } from './rate-limiter.ts';
import { redisClient } from './redis-client.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** An address where nobody listens. */
const deadUrl = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('no port');
  return `redis://:hidden@127.0.0.1:${address.port}`;
};

/** A server that takes connections and never says a word. */
const silentUrl = async (): Promise<string> => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    closers.push(async () => socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => server.close());
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return `redis://127.0.0.1:${address.port}`;
};

const portsOn = (url: string) => {
  const logger = recordingLogger();
  const client = redisClient({ url, logger });
  closers.push(() => client.close());
  const clock = testClock();
  return {
    logger,
    health: checkRedis({ client }),
    limiter: redisRateLimiter({ client, fallback: inMemoryRateLimiter({ clock }) }),
    cache: redisCache({ client, fallback: inMemoryCache({ clock }) }),
  };
};

describe.each([
  ['nobody listens', deadUrl],
  ['the server is silent', silentUrl],
])('where %s', (_, urlOf) => {
  it('limits hold in this process, and nobody waits', async () => {
    const { limiter } = portsOn(await urlOf());
    const startedAt = performance.now();
    const limit = { count: 2, windowMs: 1000 };
    const waits = [];
    for (let taken = 0; taken < 3; taken += 1) waits.push(await limiter.take('key', limit));
    expect(waits).toEqual([0, 0, 1000]);
    expect(performance.now() - startedAt).toBeLessThan(3 * 50 + 100);
  });

  it('health says so, and that work goes on', async () => {
    const { health } = portsOn(await urlOf());
    await expect(health.check()).rejects.toThrow('Redis does not answer');
    expect(health.optional).toBe(true);
  });

  it('values are kept in this process', async () => {
    const { cache } = portsOn(await urlOf());
    await cache.save('key', { a: 1 }, { ttlMs: 1000 });
    expect(await cache.find('key')).toEqual({ a: 1 });
    await cache.delete('key');
    expect(await cache.find('key')).toBeUndefined();
  });
});

describe('a Redis that is not there', () => {
  it('is told once, without its password', async () => {
    const { logger, limiter } = portsOn(await deadUrl());
    for (let taken = 0; taken < 20; taken += 1) {
      await limiter.take('key', { count: 1, windowMs: 1 });
    }
    await expect.poll(() => logger.lines.length).toBe(1);
    expect(logger.lines[0]).toMatchObject({ level: 'warn' });
    expect(String(logger.lines[0]?.fields['error'])).not.toContain('hidden');
  });
});

describe('a breaker', () => {
  it('opens after so many failures in a row, for a while', () => {
    let time = 0;
    const breaker = circuitBreaker({ failures: 2, restMs: 100, now: () => time });
    breaker.fail();
    breaker.reset();
    breaker.fail();
    expect(breaker.isOpen()).toBe(false);
    breaker.fail();
    expect(breaker.isOpen()).toBe(true);
    time = 100;
    expect(breaker.isOpen()).toBe(false);
  });
});
