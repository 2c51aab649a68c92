import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChat } from '../support/chat.ts';
import { testServerUrl } from '../support/database.ts';
import {
  startPlaygroundProcess,
  temporaryDataDir,
  type PlaygroundProcess,
} from '../support/playground.ts';
import { newDatabaseName, newRunPrefix } from '../support/postgres/names.ts';
import { runSql, selectTexts, withDatabase } from '../support/postgres/admin.ts';
import { testRedis } from '../support/redis.ts';
import { balanceOf, join, orderPicture, trainAvatar } from '../support/walk.ts';

const patiently = 120_000;

describe('on a PostgreSQL and a Redis of your own', () => {
  // An empty database on the server of DATABASE_URL, or on the tests' own: the product migrates it.
  const adminUrl = process.env['DATABASE_URL'] ?? testServerUrl();
  const name = newDatabaseName(newRunPrefix());
  const url = withDatabase(adminUrl, name);
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let product: PlaygroundProcess;

  beforeAll(async () => {
    await runSql(adminUrl, `CREATE DATABASE "${name}"`);
    dataDir = await temporaryDataDir();
    product = await startPlaygroundProcess(dataDir.path, {
      DATABASE_URL: url,
      REDIS_URL: testRedis().url,
    });
  }, patiently);

  afterAll(async () => {
    await product.end('SIGTERM');
    await runSql(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await dataDir.remove();
  }, patiently);

  it(
    'trains and draws, and keeps everything there',
    async () => {
      const chat = await openChat(product.address);
      await join(chat);
      const after = await trainAvatar(chat);
      await orderPicture(chat, { prompt: 'in a red coat on a snowy street', after });
      expect(await balanceOf(chat)).toEqual({ available: 238, held: 0 });
      expect(await selectTexts(url, 'SELECT status FROM trainings', [])).toEqual(['succeeded']);

      const redis = createClient({ url: testRedis().url });
      await redis.connect();
      const limits = await redis.keys('aisha:limit:acts:*');
      await redis.close();
      expect(limits.length).toBeGreaterThan(0);
    },
    patiently,
  );
});
