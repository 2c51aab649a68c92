import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planHold, type BlobKey, streamOf } from '@aisha/core';
import { aHold, aUser, freshId } from '@aisha/core/testing';
import { dataPaths } from '@aisha/adapters/composition';
import { fileSystemBlobStore } from '@aisha/adapters/file-system';
import { createOrm, mikroOrmUnitOfWork } from '@aisha/adapters/mikro-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

let database: TestDatabase;
let client: Client;
let dataDir: string;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  dataDir = await mkdtemp(join(tmpdir(), 'aisha-cli-'));
});

afterAll(async () => {
  await client?.end();
  await database?.drop();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

type Ended = { readonly code: number; readonly out: string; readonly error: string };

/** The command as it is typed, where this database is configured. */
const aisha = (url: string, ...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const command = ['--conditions=@aisha/source', main, ...args];
    const { NODE_COMPILE_CACHE } = process.env;
    const own = { DATABASE_URL: url, DATA_DIR: dataDir, FAL_TRAINING_TEST_MODE: 'false' };
    const env = { NODE_COMPILE_CACHE, ...own };
    execFile(process.execPath, command, { env, cwd: dataDir }, (failure, out, error) => {
      resolve({ code: typeof failure?.code === 'number' ? failure.code : 0, out, error });
    });
  });

describe('aisha ledger, typed', { timeout: 60_000 }, () => {
  it('ends with 0, then with 3 once the books are wrong, for somebody who may only read', async () => {
    const role = `reader_${freshId().replaceAll('-', '')}`;
    await client.query(`create role ${role} login password 'reader'`);
    await client.query(`grant pg_read_all_data to ${role}`);
    const url = new URL(database.url);
    [url.username, url.password] = [role, 'reader'];
    try {
      const right = await aisha(url.href, 'ledger', 'verify');
      expect(right).toMatchObject({ code: 0, error: '' });
      expect(right.out).toMatch(/^The books are right\.\n/u);
      const user = await aPersonWithAForgottenHold();
      const wrong = await aisha(url.href, 'ledger', 'verify', '--json');
      expect(wrong).toMatchObject({ code: 3, error: '' });
      expect(JSON.parse(wrong.out)).toMatchObject({ counts: { 'hold.without-work': 1 } });
      const shown = await aisha(url.href, 'ledger', 'show', user.address);
      expect(shown).toMatchObject({ code: 0, error: '', out: 'No transfers.\n' });
    } finally {
      await client.query(`drop owned by ${role}`);
      await client.query(`drop role ${role}`);
    }
  });

  const aPersonWithAForgottenHold = async () => {
    const orm = await createOrm({ url: database.url, poolSize: 1 });
    const user = aUser();
    await mikroOrmUnitOfWork({ orm, enqueue: async () => undefined }).run(
      async ({ users, wallets }) => {
        await users.add(user);
        await wallets.post(planHold(aHold({ userId: user.id, amount: 0 }), 'forgotten'));
      },
    );
    await orm.close();
    return user;
  };
});

describe('aisha storage sweep, typed', { timeout: 60_000 }, () => {
  it('says what is there, and removes nothing where the database knows of nothing', async () => {
    const blobs = fileSystemBlobStore({ directory: dataPaths(dataDir).files });
    const content = streamOf(Buffer.from('left'));
    await blobs.put('images/left/0.png' as BlobKey, content, {
      contentType: 'image/png',
      maxBytes: 10,
    });
    const swept = await aisha(database.url, 'storage', 'sweep', '--dry-run');
    expect(swept).toMatchObject({ code: 0, error: '' });
    expect(swept.out).toMatch(/^1 objects looked at\n0 that nothing refers to would go\n1 /u);
  });
});

describe('what a command ends with, typed', { timeout: 300_000 }, () => {
  it('tells a script what happened, and what was changed is in the log', async () => {
    expect((await aisha(database.url, 'db', 'migrate')).code).toBe(6);
    expect((await aisha(database.url, 'db', 'migrate', '--yes')).code).toBe(0);
    const pause = ['queue', 'pause', 'run.check', '--why', 'a test'];
    expect(await aisha(database.url, ...pause)).toMatchObject({ code: 6, out: '' });
    expect((await aisha(database.url, ...pause, '--yes')).code).toBe(0);
    expect((await aisha(database.url, ...pause, '--yes')).code).toBe(5);
    expect((await aisha(database.url, 'jobs', 'show', freshId())).code).toBe(4);
    const { out } = await aisha(database.url, 'audit', 'list', '--json');
    expect(JSON.parse(out)).toMatchObject([
      { action: 'queue.pause', why: 'a test' },
      { action: 'db.migrate', details: { done: 0 } },
    ]);
    const gone = new URL(database.url);
    gone.pathname = '/nobody-has-this';
    const unknown = await aisha(gone.href, 'audit', 'list');
    expect([unknown.code, unknown.error]).toEqual([1, expect.stringContaining('DATABASE_URL')]);
    gone.port = '1';
    expect((await aisha(gone.href, 'audit', 'list')).code).toBe(7);
  });

  it('says what to do where the database was never migrated', async () => {
    const name = `bare_${freshId().replaceAll('-', '')}`;
    await client.query(`create database ${name} template template0`);
    const bare = new URL(database.url);
    bare.pathname = `/${name}`;
    try {
      const { code, error } = await aisha(bare.href, 'audit', 'list');
      expect([code, error]).toEqual([1, expect.stringContaining('aisha db migrate')]);
    } finally {
      await client.query(`drop database ${name} with (force)`);
    }
  });
});
