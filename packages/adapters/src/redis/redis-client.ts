import { createClient } from 'redis';
import type { Logger } from '@aisha/core';
import { answerWithin, RedisAway } from './answer-within.ts';
import { circuitBreaker } from './circuit-breaker.ts';

export type RedisClientOptions = {
  /** `redis://` or `rediss://`, with the password where there is one. */
  readonly url: string;
  readonly logger: Logger;
  /** The longest that one command may keep its caller waiting. */
  readonly maxWaitMs?: number;
};

type Commands = Pick<ReturnType<typeof createClient>, 'del' | 'eval' | 'get' | 'set'>;

/** A connection that may be down at any time, also when it is made, and comes back by itself. */
export type RedisClient = {
  /** Rejects at once while Redis is away, and after `maxWaitMs` when it does not answer. */
  run<T>(command: (commands: Commands) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

const connectTimeoutMs = 2_000;
const maxReconnectMs = 2_000;
const pingMs = 3_000;
/**
 * Without a word for so long the connection is made anew. The breaker must be silent for longer: what
 * is written counts as life, and a dead peer would never be noticed.
 */
const silenceMs = 8_000;
const breakerRestMs = 10_000;
const maxWaitingCommands = 1_000;

export const redisClient = ({ url, logger, maxWaitMs = 50 }: RedisClientOptions): RedisClient => {
  const redis = createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: maxWaitingCommands,
    pingInterval: pingMs,
    socket: {
      connectTimeout: connectTimeoutMs,
      socketTimeout: silenceMs,
      reconnectStrategy: (tries) => Math.min(maxReconnectMs, 50 * 2 ** Math.min(tries, 10)),
    },
  });
  const report = changesTo(logger);
  const breaker = circuitBreaker({ failures: 3, restMs: breakerRestMs });
  redis.on('error', (error: unknown) => report.away(error));
  redis.on('ready', () => {
    breaker.reset();
    report.back();
  });
  redis.connect().catch(() => undefined);

  return {
    run: async (command) => {
      if (!redis.isReady || breaker.isOpen()) throw new RedisAway();
      try {
        const answer = await answerWithin(maxWaitMs, command(redis));
        breaker.reset();
        report.back();
        return answer;
      } catch (error) {
        if (error instanceof RedisAway) breaker.fail();
        report.away(error);
        throw error;
      }
    },
    close: async () => redis.destroy(),
  };
};

/** One line when Redis goes and one when it is back, not one for every command between. */
const changesTo = (logger: Logger) => {
  let isAway = false;
  return {
    away: (error: unknown): void => {
      if (!isAway)
        logger.warn({ error }, 'Redis is away: limits and caches are local until it is back');
      isAway = true;
    },
    back: (): void => {
      if (isAway) logger.info({}, 'Redis is back');
      isAway = false;
    },
  };
};
