import { describe, it } from 'vitest';
import { healthContract } from '@aisha/core/testing';
import { sql } from 'kysely';
import { createTestDatabase, testServerUrl } from '../../../../test/support/database.ts';
import { checkDatabase, createOrm } from './index.ts';

describe('the health of PostgreSQL', () => {
  healthContract({
    it,
    create: async () => {
      const database = await createTestDatabase();
      const orm = await createOrm({ url: database.url });
      const admin = await createOrm({ url: testServerUrl() });
      const name = new URL(database.url).pathname.slice(1);
      const onServer = async (statement: string) =>
        void (await sql.raw(statement).execute(admin.em.fork().getKysely()));
      return {
        health: checkDatabase({ orm }),
        breakDown: async () => {
          await onServer(`alter database ${name} with allow_connections false`);
          await onServer(`select pg_terminate_backend(pid) from pg_stat_activity
            where datname = '${name}'`);
        },
        repair: () => onServer(`alter database ${name} with allow_connections true`),
        cleanup: async () => {
          await Promise.all([orm.close(), admin.close()]);
          await database.drop();
        },
      };
    },
  });
});
