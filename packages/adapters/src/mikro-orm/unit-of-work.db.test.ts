import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isPortError, type Job, type Training, type UnitOfWork } from '@aisha/core';
import { aFinishedTraining, aUser, anAvatar, unitOfWorkContract } from '@aisha/core/testing';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import {
  startTcpFaultProxy,
  type TcpFaultProxy,
} from '../../../../test/support/tcp-fault-proxy.ts';
import { createOrm, mikroOrmUnitOfWork, type EntityManager, type MikroORM } from './index.ts';

let database: TestDatabase;
let orm: MikroORM;
let unitOfWork: UnitOfWork;

const enqueue = async (em: EntityManager, job: Job): Promise<void> => {
  await sql`insert into test_jobs (job) values (${JSON.stringify(job)})`.execute(em.getKysely());
};

const open = async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url, poolSize: 12 });
  unitOfWork = mikroOrmUnitOfWork({ orm, enqueue });
  await sql`create table test_jobs (job jsonb)`.execute(orm.em.fork().getKysely());
};

const close = async () => {
  await orm.close();
  await database.drop();
};

/** Ends every other connection of this database, as a restart of the server does. */
const cutConnections = async () => {
  const other = await createOrm({ url: database.url, poolSize: 1 });
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(
    other.em.fork().getKysely(),
  );
  await other.close();
};

describe('the unit of work on PostgreSQL', () => {
  unitOfWorkContract({
    it,
    create: async () => {
      await open();
      const enqueued = async (): Promise<Job[]> => {
        const { rows } = await sql<{ job: Job }>`select job from test_jobs`.execute(
          orm.em.fork().getKysely(),
        );
        return rows.map(({ job }) => job);
      };
      return { unitOfWork, enqueued, cleanup: close };
    },
  });
});

describe('trouble with PostgreSQL', () => {
  beforeEach(open);
  afterEach(close);

  const twoAvatars = async () => {
    const user = aUser();
    const one = anAvatar({ userId: user.id });
    const other = anAvatar({ userId: user.id });
    await unitOfWork.run(async ({ users, avatars }) => {
      await users.add(user);
      await avatars.add(one);
      await avatars.add(other);
    });
    return { user, one, other };
  };

  it('runs work again that met another in a deadlock, and both end', async () => {
    const { user, one, other } = await twoAvatars();
    let runs = 0;
    let arrived = 0;
    const bothAreIn = Promise.withResolvers<void>();
    const lockInTurn = (first: typeof one, second: typeof one) =>
      unitOfWork.run(async ({ avatars }) => {
        runs += 1;
        await avatars.findForUpdate(first.id, user.id);
        arrived += 1;
        if (arrived === 2) bothAreIn.resolve();
        await bothAreIn.promise;
        await avatars.findForUpdate(second.id, user.id);
      });
    await Promise.all([lockInTurn(one, other), lockInTurn(other, one)]);
    expect(runs).toBeGreaterThan(2);
  });

  it('runs work again whose connection was lost before the commit', async () => {
    const user = aUser();
    let runs = 0;
    await unitOfWork.run(async ({ users }) => {
      runs += 1;
      await users.find(user.id);
      if (runs === 1) await cutConnections();
      await users.add(user);
    });
    expect(runs).toBe(2);
    expect(await unitOfWork.run(({ users }) => users.find(user.id))).toMatchObject(user);
  });

  it('runs work again whose commit never arrived', async () => {
    const user = aUser();
    let runs = 0;
    await unitOfWork.run(async ({ users }) => {
      runs += 1;
      await users.add(user);
      if (runs === 1) await cutConnections();
    });
    expect(runs).toBe(2);
  });

  it('gives up on work whose commit never arrives', async () => {
    const work = unitOfWork.run(async ({ users }) => {
      await users.add(aUser());
      await cutConnections();
    });
    await expect(work).rejects.toMatchObject({ code: 'database.unavailable', retryable: true });
  });

  it('keeps its whole pool, however many connections were lost', async () => {
    for (let round = 0; round < 15; round += 1) {
      const lost = unitOfWork.run(async ({ users }) => {
        await users.find(aUser().id);
        await cutConnections();
        throw new Error('enough');
      });
      await expect(lost).rejects.toThrow('enough');
    }
    const user = aUser();
    expect(await unitOfWork.run(({ users }) => users.add(user))).toBe(true);
  });

  it('looks again whose connection was lost, and keeps its whole pool', async () => {
    const { user } = await twoAvatars();
    for (let round = 0; round < 15; round += 1) {
      let looks = 0;
      const seen = await unitOfWork.read(async ({ users }) => {
        looks += 1;
        if (looks === 1) await cutConnections();
        return users.find(user.id);
      });
      expect([seen?.id, looks]).toEqual([user.id, 2]);
    }
  });

  it('goes on with statements that were planned before a migration', async () => {
    const { user } = await twoAvatars();
    const look = () => unitOfWork.read(({ users }) => users.find(user.id));
    const change = () =>
      unitOfWork.run(async ({ users }) => {
        const found = await users.find(user.id);
        if (found) await users.save({ ...found, firstName: 'Changed' });
      });
    await Promise.all([look(), look(), change()]);
    const other = await createOrm({ url: database.url, poolSize: 1 });
    await sql`alter table users add column later integer`.execute(other.em.fork().getKysely());
    await other.close();
    await Promise.all([look(), look(), change()]);
    expect(await look()).toMatchObject({ id: user.id, firstName: 'Changed' });
  });

  it('gives up on a lock within a few seconds', async () => {
    const { user, one } = await twoAvatars();
    const release = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const holder = unitOfWork.run(async ({ avatars }) => {
      await avatars.findForUpdate(one.id, user.id);
      locked.resolve();
      await release.promise;
    });
    await locked.promise;
    const before = performance.now();
    const waiting = unitOfWork.run(({ avatars }) => avatars.findForUpdate(one.id, user.id));
    await expect(waiting).rejects.toMatchObject({ code: 'database.conflict', retryable: true });
    expect(performance.now() - before).toBeLessThan(6_000);
    release.resolve();
    await holder;
  });

  it('never says that work was stored in which a statement had failed', async () => {
    const { user, one } = await twoAvatars();
    const work = unitOfWork.run(async ({ users, avatars }) => {
      await users.save({ ...user, firstName: 'Changed' });
      await avatars.add(one).catch(() => undefined);
      return 'stored';
    });
    await expect(work).rejects.toMatchObject({ code: 'database.conflict', retryable: false });
    const stored = await unitOfWork.run(({ users }) => users.find(user.id));
    expect(stored?.firstName).toBe(user.firstName);
  });

  it('tells a database that is away, without its address', async () => {
    const away = await createOrm({ url: 'postgresql://somebody:secret@127.0.0.1:1/nothing' });
    const work = mikroOrmUnitOfWork({ orm: away, enqueue });
    const error: unknown = await work
      .run(({ users }) => users.find(aUser().id))
      .catch((e: unknown) => e);
    const look: unknown = await work
      .read(({ users }) => users.find(aUser().id))
      .catch((e: unknown) => e);
    for (const one of [error, look]) {
      expect(isPortError(one, 'database.unavailable')).toBe(true);
      expect(String(one)).not.toMatch(/secret|somebody|127/);
    }
    await away.close();
  });

  it('does not quote rows in its errors', async () => {
    const { user, one } = await twoAvatars();
    const bad = {
      ...one,
      id: aUser().id as never,
      name: 'Very private',
      status: 'unheard-of' as never,
    };
    const error: unknown = await unitOfWork
      .run(({ avatars }) => avatars.add(bad))
      .catch((e: unknown) => e);
    expect(String(error)).toContain('avatars_status_check');
    expect(JSON.stringify(error) + String(error)).not.toMatch(/private/i);
    expect(user.id).toBe(one.userId);
  });
});

describe('a commit whose answer is lost', () => {
  let proxy: TcpFaultProxy;
  let behindProxy: MikroORM;
  let work: UnitOfWork;

  beforeEach(async () => {
    await open();
    proxy = await startTcpFaultProxy({ port: Number(new URL(database.url).port) });
    behindProxy = await createOrm({ url: proxy.via(database.url), poolSize: 2 });
    work = mikroOrmUnitOfWork({ orm: behindProxy, enqueue });
  });

  afterEach(async () => {
    await behindProxy.close();
    await proxy.close();
    await close();
  });

  it.each(['answered', 'sent'] as const)(
    'is answered as if nothing had happened, and nothing is done twice (%s)',
    async (when) => {
      let runs = 0;
      proxy.cutAfterCommit({ times: 5, when });
      for (let count = 1; count <= 5; count += 1) {
        const answer = await work.run(async ({ jobs }) => {
          runs += 1;
          await jobs.enqueue({ name: 'run.check', data: { runId: `run-${count}` as never } });
          return count;
        });
        expect(answer).toBe(count);
      }
      expect(proxy.counts.cut).toBe(5);
      expect(runs).toBe(5);
      const jobs = await sql`select * from test_jobs`.execute(orm.em.fork().getKysely());
      expect(jobs.rows.length).toBe(5);
    },
  );
});

describe('a pool that is used up', () => {
  it('turns the next away within two seconds, and has its place again afterwards', async () => {
    await open();
    const small = await createOrm({ url: database.url, poolSize: 1 });
    const work = mikroOrmUnitOfWork({ orm: small, enqueue });
    const release = Promise.withResolvers<void>();
    const isIn = Promise.withResolvers<void>();
    const holder = work.run(async () => {
      isIn.resolve();
      await release.promise;
    });
    await isIn.promise;
    const before = performance.now();
    const refused = work.run(({ users }) => users.add(aUser()));
    await expect(refused).rejects.toMatchObject({ code: 'database.unavailable', retryable: true });
    expect(performance.now() - before).toBeLessThan(2_500);
    release.resolve();
    await holder;
    expect(await work.run(({ users }) => users.add(aUser()))).toBe(true);
    await small.close();
    await close();
  });
});

describe('guards in the tables', () => {
  beforeEach(open);
  afterEach(close);

  const run = (statement: string) => sql.raw(statement).execute(orm.em.fork().getKysely());

  it('refuse a finetune id for a LoRA recipe and weights for a finetune', async () => {
    const insert = (training: Training) =>
      unitOfWork.run(({ trainings }) => trainings.add(training));
    const finetune = { type: 'finetune', finetuneId: 'request-1' } as const;
    const lora = aFinishedTraining();
    const pro = { ...lora.recipe, trainer: 'flux-pro-finetune' } as never;
    await expect(insert({ ...lora, result: finetune })).rejects.toThrow('trainings_finetune_check');
    await expect(insert({ ...lora, recipe: pro, output: undefined })).rejects.toThrow(
      'trainings_lora_check',
    );
    await expect(insert({ ...lora, output: finetune })).rejects.toThrow('trainings_output_check');
    await expect(insert({ ...lora, result: undefined })).rejects.toThrow('trainings_result_check');
  });

  it('refuse a status nobody has heard of and a number below zero', async () => {
    await expect(
      run(`insert into holds values (gen_random_uuid(), gen_random_uuid(), -1, 0, 'held', now())`),
    ).rejects.toThrow('holds_captured_check');
    await expect(
      run(`insert into holds values (gen_random_uuid(), gen_random_uuid(), 1, 0, 'lost', now())`),
    ).rejects.toThrow('holds_status_check');
  });
});
