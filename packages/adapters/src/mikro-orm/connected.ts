import { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { poolSettings } from './connection-settings.ts';
import { explained } from './database-out-of-reach.ts';

/**
 * Works on one connection that is not hurried, outside of every unit of work, and closes it. A database
 * that cannot be used is `database.unavailable`, with a sentence for whoever configured it.
 */
export const connected = async <T>(
  url: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> => {
  const orm = new MikroORM({
    entities: [],
    discovery: { warnWhenNoEntities: false },
    clientUrl: url,
    driverOptions: {
      ...poolSettings(url, 1),
      statement_timeout: 0,
      idle_in_transaction_session_timeout: 0,
    },
    ensureDatabase: false,
    debug: false,
  });
  const pool = await orm.driver.getConnection().getNativeClient();
  try {
    const client = await pool.connect();
    try {
      return await work(client);
    } finally {
      client.release(true);
    }
  } catch (error) {
    throw explained(error, url);
  } finally {
    await orm.close();
    if (!pool.ending) await pool.end();
  }
};
