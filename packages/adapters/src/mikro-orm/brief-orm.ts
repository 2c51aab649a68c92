import { Kysely, PostgresDialect } from 'kysely';
import type { ClientBase } from 'pg';
import { dropWhenSilent, poolSettings } from './connection-settings.ts';
import type { MikroORM, OrmOptions } from './orm.ts';
import { openPool } from './pool.ts';
import { preparedStatements } from './prepared-statements.ts';

type Queries = Kysely<never>;

/**
 * For a process that is over in a moment, as a command is: all that the stores use of MikroORM, which is
 * its pool and Kysely on it, without its two hundred modules and its reading of every entity, which
 * take longer than the command's own work. Whoever opens it closes it.
 */
export const briefOrm = ({ url, poolSize = 2, log = () => undefined }: OrmOptions): MikroORM => {
  const prepare = preparedStatements();
  const onConnect = (client: ClientBase): void => {
    dropWhenSilent(client);
    prepare(client);
  };
  const pool = openPool({ ...poolSettings(url, poolSize), onConnect }, log);
  const kysely: Queries = new Kysely({ dialect: new PostgresDialect({ pool }) });
  const fork = () => {
    let current = kysely;
    return {
      getKysely: () => current,
      setTransactionContext: (transaction: Queries) => {
        current = transaction;
      },
    };
  };
  const used = {
    em: { fork },
    driver: { getConnection: () => ({ getNativeClient: async () => pool }) },
    close: () => pool.end(),
  };
  return used as unknown as MikroORM;
};
