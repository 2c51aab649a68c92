import type { HealthCheck } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { translated } from './database-errors.ts';

/**
 * Whether the database answers. Asked a second time where the first question met a pooled
 * connection that the server closed long ago: that says nothing about the database now.
 */
export const checkDatabase = ({ orm }: { orm: MikroORM }): HealthCheck => {
  const ask = () => sql`select 1`.execute(orm.em.fork().getKysely());
  return {
    name: 'database',
    async check() {
      try {
        await ask().catch(ask);
      } catch (error) {
        throw translated(error);
      }
    },
  };
};
