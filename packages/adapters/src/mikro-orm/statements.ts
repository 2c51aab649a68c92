import type { MikroORM } from '@mikro-orm/postgresql';
import type { QueryResult } from 'pg';

/** Asks by itself, on any connection, and so as a transaction of its own. */
export type Ask = (
  /** Under which it is planned, once a connection. */
  name: string,
  text: string,
  values: readonly unknown[],
) => Promise<QueryResult<Record<string, unknown>>>;

/** For the few statements that are asked at every turn: without what an ORM and a query builder add to each. */
export const statements =
  (orm: MikroORM): Ask =>
  async (name, text, values) => {
    const pool = await orm.driver.getConnection().getNativeClient();
    return pool.query<Record<string, unknown>>({ name, text, values: [...values] });
  };
