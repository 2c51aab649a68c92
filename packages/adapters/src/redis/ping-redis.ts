import { createClient } from 'redis';

const patienceMs = 3_000;

/** Connects once, to see whether it answers. Answers its version. */
export const pingRedis = async (url: string): Promise<string> => {
  const redis = createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: patienceMs, socketTimeout: patienceMs, reconnectStrategy: false },
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const info = await redis.info('server');
    return /redis_version:(?<version>\S+)/u.exec(info)?.groups?.['version'] ?? 'of some kind';
  } finally {
    redis.destroy();
  }
};
