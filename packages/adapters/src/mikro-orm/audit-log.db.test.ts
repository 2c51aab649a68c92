import type { AuditEntryId } from '@aisha/core';
import { freshId } from '@aisha/core/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { createOrm, mikroOrmUnitOfWork, type MikroORM } from './index.ts';

let database: TestDatabase;
let client: Client;
let orm: MikroORM;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  orm = await createOrm({ url: database.url, poolSize: 1 });
});

afterAll(async () => {
  await client?.end();
  await orm?.close();
  await database?.drop();
});

const write = (own: { readonly who?: string; readonly action?: string } = {}) =>
  mikroOrmUnitOfWork({ orm, enqueue: async () => undefined }).run(({ audit }) =>
    audit.add({
      id: freshId<AuditEntryId>(),
      at: new Date('2026-11-22T12:00:00Z'),
      who: 'ada',
      why: undefined,
      action: 'queue.pause',
      subject: 'queue run.check',
      details: {},
      ...own,
    }),
  );

describe('the audit log in the database', () => {
  it.each([
    `update audit_log set who = 'nobody'`,
    `update audit_log set who = 'nobody' where false`,
    'delete from audit_log',
    'truncate audit_log',
    'truncate users, audit_log cascade',
  ])('refuses “%s”, also of its owner', async (statement) => {
    await write();
    const { rows: before } = await client.query('select * from audit_log');
    await expect(client.query(statement)).rejects.toThrow('the audit log is only ever added to');
    const { rows: after } = await client.query('select * from audit_log');
    expect(after).toEqual(before);
    expect(after.length).toBeGreaterThan(0);
  });

  it('takes nothing that nobody did, and no command that cannot be one', async () => {
    await expect(write({ who: '' })).rejects.toThrow('23514');
    await expect(write({ action: 'DROP TABLE' })).rejects.toThrow('23514');
  });
});
