import type { HealthCheck } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { translated } from './database-errors.ts';

/** Whether the database answers. */
export const checkDatabase = ({ orm }: { orm: MikroORM }): HealthCheck => ({
  name: 'database',
  async check() {
    try {
      await sql`select 1`.execute(orm.em.fork().getKysely());
    } catch (error) {
      throw translated(error);
    }
  },
});
