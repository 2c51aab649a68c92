import { afterAll, beforeAll, describe, it } from 'vitest';
import { anApiClient, idempotentRequestsContract } from '@aisha/core/testing';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import {
  createOrm,
  mikroOrmIdempotentRequests,
  mikroOrmUnitOfWork,
  type MikroORM,
} from './index.ts';

let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url, poolSize: 12 });
});

afterAll(async () => {
  await orm.close();
  await database.drop();
});

const run = (statement: string) => sql.raw(statement).execute(orm.em.fork().getKysely());

describe('idempotent requests on PostgreSQL', () => {
  idempotentRequestsContract({
    it,
    create: async () => {
      const client = anApiClient();
      const unitOfWork = mikroOrmUnitOfWork({ orm, enqueue: async () => undefined });
      await unitOfWork.run(({ apiKeys }) => apiKeys.addClient(client));
      return {
        requests: mikroOrmIdempotentRequests({ orm }),
        clientId: client.id,
        // The database's clock cannot be turned forward, but what was noted of it can be turned back.
        elapse: async (ms) => {
          const past = `- ${ms} * interval '1 millisecond'`;
          await run(`update idempotent_requests
            set begun_at = begun_at ${past}, leased_until = leased_until ${past}`);
        },
        cleanup: async () => void (await run('delete from idempotent_requests')),
      };
    },
  });
});
