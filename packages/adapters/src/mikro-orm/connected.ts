import type { PoolClient } from 'pg';
import { poolSettings } from './connection-settings.ts';
import { explained } from './database-out-of-reach.ts';
import { openPool } from './pool.ts';

/**
 * Works on one connection that is not hurried, outside of every unit of work, and closes it. A database
 * that cannot be used is `database.unavailable`, with a sentence for whoever configured it.
 */
export const connected = async <T>(
  url: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> => {
  const unhurried = { statement_timeout: 0, idle_in_transaction_session_timeout: 0 };
  const pool = openPool({ ...poolSettings(url, 1), ...unhurried }, () => undefined);
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
    await pool.end();
  }
};
