import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Address } from '@aisha/core';
import {
  aUser,
  leadershipContract,
  liveMessagesContract,
  tracesContract,
  updateInboxContract,
} from '@aisha/core/testing';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import {
  createOrm,
  mikroOrmLiveMessages,
  mikroOrmTraces,
  mikroOrmUnitOfWork,
  mikroOrmUpdateInbox,
  postgresLeadership,
  type MikroORM,
} from './index.ts';

let database: TestDatabase;
let orm: MikroORM;
let other: MikroORM;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url });
  other = await createOrm({ url: database.url });
});

afterAll(async () => {
  await Promise.all([orm.close(), other.close()]);
  await database.drop();
});

const run = (statement: string) => sql.raw(statement).execute(other.em.fork().getKysely());
const unitOfWork = () => mikroOrmUnitOfWork({ orm, enqueue: async () => undefined });

describe('live messages on PostgreSQL', () => {
  liveMessagesContract({
    it,
    create: async () => ({
      liveMessages: mikroOrmLiveMessages({ orm }),
      unitOfWork: unitOfWork(),
      cleanup: async () => void (await run('delete from live_messages')),
    }),
  });
});

/** The database's clock cannot be turned forward, but what was noted of it can be turned back. */
const elapse = async (ms: number) => {
  const past = `- ${ms} * interval '1 millisecond'`;
  await run(`update channel_lanes set leased_until = leased_until ${past}`);
  await run(`update channel_updates set retry_at = retry_at ${past}`);
};

describe('the update inbox on PostgreSQL', () => {
  updateInboxContract({
    it,
    create: async () => ({
      inbox: mikroOrmUpdateInbox({ orm }),
      unitOfWork: unitOfWork(),
      now: () => new Date(),
      elapse,
      cleanup: async () => {
        await run('delete from channel_updates');
        await run('delete from channel_lanes');
      },
    }),
  });
});

const until = async (condition: () => boolean | Promise<boolean>) => {
  const deadline = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await pause(20);
  }
};

describe('leadership on PostgreSQL', () => {
  leadershipContract({
    it,
    create: async () => ({
      one: postgresLeadership({ orm }),
      two: postgresLeadership({ orm: other }),
      until,
      cutOff: async () =>
        void (await run(`select pg_terminate_backend(pid) from pg_locks join pg_database
          on pg_database.oid = pg_locks.database
          where locktype = 'advisory' and granted and datname = current_database()`)),
      cleanup: async () => undefined,
    }),
  });
});

describe('traces on PostgreSQL', () => {
  const laneOf = (address: Address): string => address.replace('telegram', 'chat');
  const lanesOf = (address: Address) => [laneOf(address)];
  const countOf = async (table: string, where: string): Promise<number> => {
    const { rows } = await sql
      .raw<{ count: string }>(`select count(*) as count from ${table} where ${where}`)
      .execute(other.em.fork().getKysely());
    return Number(rows[0]?.count);
  };
  tracesContract({
    it,
    create: async () => {
      const inbox = mikroOrmUpdateInbox({ orm });
      const people = [aUser(), aUser()];
      const jobsOf = new Map(people.map(({ id }) => [id as string, 1]));
      for (const [at, user] of people.entries()) {
        await unitOfWork().run(({ users }) => users.add(user));
        const lane = laneOf(user.address);
        await inbox.land([{ id: at, lane, address: user.address, payload: {} }]);
        const [claimed] = await inbox.claim({ owner: 'test', limit: 1, leaseMs: 1000 });
        await inbox.complete(claimed!, { owner: 'test', conversation: { step: 'idle' } });
        const shown = { topic: 'photos:1', messageRef: '1', contentHash: '', version: 1 };
        await mikroOrmLiveMessages({ orm }).save({ userId: user.id, ...shown });
      }
      const forgetJobs = async (userId: string) => void jobsOf.set(userId, 0);
      return {
        traces: mikroOrmTraces({ orm, lanesOf, forgetJobs }),
        people: people.map(({ id: userId, address }) => ({ userId, address })),
        tracesOf: async ({ userId, address }) => ({
          updates: await countOf('channel_updates', `lane = '${laneOf(address)}'`),
          lanes: await countOf('channel_lanes', `lane = '${laneOf(address)}'`),
          liveMessages: await countOf('live_messages', `user_id = '${userId}'`),
          jobs: jobsOf.get(userId) ?? 0,
        }),
        cleanup: async () => {
          await run('delete from live_messages');
          await run('delete from channel_updates');
          await run('delete from channel_lanes');
        },
      };
    },
  });
});
