import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import type { PoolClient } from 'pg';
import { poolSettings } from './connection-settings.ts';
import { explained } from './database-out-of-reach.ts';
import { migrations } from './migrations/index.ts';

const waitMs = 5 * 60_000;

/**
 * Brings a database to the present schema. Any number of processes may call it at once: one
 * migrates while the others wait, then find nothing left to do. All or nothing.
 *
 * A database that cannot be used at all is `database.unavailable`, with a sentence for whoever
 * configured it.
 */
export const migrateDatabase = async (
  url: string,
  /** The last migration to be done; left out, all are. */
  { to }: { readonly to?: string } = {},
): Promise<void> => {
  const orm = migrationOrm(url);
  try {
    await alone(orm, async () => {
      await orm.migrator.up(to === undefined ? {} : { to });
    });
  } catch (error) {
    throw explained(error, url);
  } finally {
    await orm.close();
  }
};

/** An ORM that knows the migrations and no entity: all a migration needs. */
export const migrationOrm = (url: string): MikroORM =>
  new MikroORM({
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    clientUrl: url,
    // One connection holds the lock, the other migrates. Neither is hurried: a big table takes time.
    driverOptions: { ...poolSettings(url, 2), lock_timeout: waitMs, statement_timeout: 0 },
    ensureDatabase: false,
    migrations: { migrationsList: migrations, snapshot: false, silent: true },
    debug: false,
  });

const alone = async (orm: MikroORM, work: () => Promise<void>): Promise<void> => {
  const pool = await orm.driver.getConnection().getNativeClient();
  const client: PoolClient = await pool.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtextextended('aisha:migrate', 0))`);
    await work();
  } finally {
    // The lock belongs to the session: ending that lets the next one in, whatever happened.
    client.release(true);
  }
};
