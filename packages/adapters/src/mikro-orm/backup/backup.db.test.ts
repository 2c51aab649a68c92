import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planGrant, planHold, type AuditEntryId } from '@aisha/core';
import { aHold, aUser, anAvatar, freshId, silentLogger } from '@aisha/core/testing';
import { Client } from 'pg';
import {
  createTestDatabase,
  testServerUrl,
  type TestDatabase,
} from '../../../../../test/support/database.ts';
import { installJobSchema, pgBossJobQueue } from '../../pg-boss/index.ts';
import {
  createOrm,
  dumpDatabase,
  loadDatabase,
  LoadRefused,
  mikroOrmLedgerAudit,
  mikroOrmUnitOfWork,
  type DatabaseDump,
} from '../index.ts';

let from: TestDatabase;
let to: string;
let admin: Client;

beforeAll(async () => {
  from = await createTestDatabase();
  admin = new Client({ connectionString: testServerUrl() });
  await admin.connect();
});

afterAll(async () => {
  await from?.drop();
  await admin?.end();
});

const anEmptyDatabase = async (): Promise<string> => {
  const name = `restored_${freshId().replaceAll('-', '')}`;
  await admin.query(`create database ${name} template template0`);
  const url = new URL(testServerUrl());
  url.pathname = `/${name}`;
  return url.href;
};

const dropped = (url: string) =>
  admin.query(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);

const fill = async () => {
  const orm = await createOrm({ url: from.url, poolSize: 2 });
  const queue = pgBossJobQueue({ url: from.url, logger: silentLogger, poolSize: 2 });
  await queue.open();
  const user = aUser({ firstName: 'Ада \u{1F600} "quoted" \\ back' });
  const unitOfWork = mikroOrmUnitOfWork({
    orm,
    enqueue: (em, ...job) => queue.enqueueIn(em.getKysely(), ...job),
  });
  await unitOfWork.run(async (tx) => {
    await tx.users.add(user);
    for (let at = 0; at < 3; at += 1) await tx.avatars.add(anAvatar({ userId: user.id }));
    const grant = { userId: user.id, amount: 100, idempotencyKey: freshId(), reason: 'welcome' };
    await tx.wallets.post(planGrant(grant));
    await tx.wallets.post(planHold(aHold({ userId: user.id, amount: 10 }), 'order'));
    await tx.audit.add({
      id: freshId<AuditEntryId>(),
      at: new Date(),
      who: 'ada',
      why: undefined,
      action: 'credits.grant',
      subject: `user ${user.id}`,
      details: { amount: 100 },
    });
    await tx.jobs.enqueue({ name: 'run.check', data: { runId: freshId() } });
  });
  await queue.close();
  await orm.close();
};

const dumped = async (url: string) => {
  const kept = new Map<string, string[]>();
  const dump = await dumpDatabase({
    url,
    keep: async (table, lines) => {
      const list: string[] = [];
      for await (const line of lines) list.push(line);
      kept.set(table, list);
    },
  });
  return { dump, kept };
};

const load = (url: string, dump: DatabaseDump, kept: ReadonlyMap<string, string[]>) =>
  loadDatabase({
    url,
    dump,
    installJobs: () => installJobSchema(url),
    async *linesOf(table) {
      yield* kept.get(table) ?? [];
    },
  });

describe('a dump of a database', () => {
  it('loaded into an empty one is the same database, its guards included', async () => {
    await fill();
    const { dump, kept } = await dumped(from.url);
    to = await anEmptyDatabase();
    try {
      const { rows, jobsLeft } = await load(to, dump, kept);
      expect(rows).toBeGreaterThan(8);
      expect(jobsLeft).toBe(0);
      const again = await dumped(to);
      expect(again.dump).toEqual(dump);
      const client = new Client({ connectionString: to });
      await client.connect();
      const edit = client.query(`update audit_log set who = 'bo'`);
      await expect(edit).rejects.toThrow('only ever added to');
      await expect(client.query('delete from ledger_entries')).rejects.toThrow('ledger');
      await client.end();
      const orm = await createOrm({ url: to, poolSize: 1 });
      const { counts } = await mikroOrmLedgerAudit({ orm }).verify({ limit: 10 });
      expect(counts).toEqual({ 'hold.without-work': 1 });
      await orm.close();
      await expect(load(to, dump, kept)).rejects.toThrow(LoadRefused);
    } finally {
      await dropped(to);
    }
  });

  it('that was damaged loads nothing', async () => {
    const { dump, kept } = await dumped(from.url);
    const url = await anEmptyDatabase();
    try {
      const users = kept.get('public.users') ?? [];
      kept.set('public.users', [users.join('').replace('quoted', 'forged')]);
      await expect(load(url, dump, kept)).rejects.toThrow('does not read back');
      expect((await dumped(url)).dump.tables.every(({ rows }) => rows === 0)).toBe(true);
    } finally {
      await dropped(url);
    }
  });

  it('of a newer version is refused', async () => {
    const { dump, kept } = await dumped(from.url);
    const newer = { ...dump, migrations: [...dump.migrations, '9999-future'] };
    await expect(load(from.url, newer, kept)).rejects.toThrow(/newer version \(9999-future\)/u);
  });
});
