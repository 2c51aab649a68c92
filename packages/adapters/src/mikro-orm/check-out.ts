import { PortError } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';

/** Whoever waits longer for a place is turned away: those who hold one need it to be done at all. */
const patienceMs = 2_000;

/**
 * A connection of the pool. Whoever takes one releases it, with `true` where it may be broken.
 * `database.unavailable` where none is free in time, which is not worth trying again at once.
 */
export const checkOut = async (orm: MikroORM): Promise<PoolClient> => {
  const pool = await orm.driver.getConnection().getNativeClient();
  const client = pool.connect();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(
      new PortError('database.unavailable', 'no connection was free in time', { retryable: true }),
    );
    client.then(
      (unwanted) => unwanted.release(),
      () => undefined,
    );
  }, patienceMs);
  try {
    return await Promise.race([client, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};
