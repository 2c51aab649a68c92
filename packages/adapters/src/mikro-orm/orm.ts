import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { dropWhenSilent, poolSettings } from './connection-settings.ts';
import type { ClientBase } from 'pg';
import { preparedStatements } from './prepared-statements.ts';

export type { EntityManager, MikroORM };

export type OrmOptions = {
  /** `postgresql://…`: a secret. */
  readonly url: string;
  /** Connections at most; 10 when left out. */
  readonly poolSize?: number;
  /** Told of dropped connections and the like, never of queries or values. */
  readonly log?: (message: string) => void;
};

/**
 * The ORM over every table. Connects with the first query, not here. Whoever creates it closes it.
 *
 * Made with the constructor and not with `MikroORM.init`, which looks for optional packages and
 * files at every start.
 */
export const createOrm = async ({ url, poolSize = 10, log }: OrmOptions): Promise<MikroORM> => {
  // Loaded only where it is used: a command does without, see `briefOrm`.
  const [{ MikroORM: Orm }, { entities }] = await Promise.all([
    import('@mikro-orm/postgresql'),
    import('./entities/index.ts'),
  ]);
  const prepare = preparedStatements();
  const onConnect = (client: ClientBase): void => {
    dropWhenSilent(client);
    prepare(client);
  };
  return closingItsPool(
    new Orm({
      entities,
      clientUrl: url,
      driverOptions: { ...poolSettings(url, poolSize), onConnect },
      ensureDatabase: false,
      schemaGenerator: { ignoreTriggers: true, ignoreRoutines: true },
      metadataCache: { enabled: false },
      // Debug levels that print queries stay off: values in them are people's own.
      debug: log ? ['info'] : false,
      logger: (message) => log?.(message),
      colors: false,
    }),
  );
};

/** MikroORM leaves it to Kysely, which ends only what it has itself used: units of work go past it. */
const closingItsPool = (orm: MikroORM): MikroORM => {
  const close = orm.close.bind(orm);
  orm.close = async (force) => {
    const pool = await orm.driver.getConnection().getNativeClient();
    await close(force);
    if (!pool.ending) await pool.end();
  };
  return orm;
};
