import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streamOf, type BlobKey } from '@aisha/core';
import { aPhoto, aUser, anAvatar, freshId } from '@aisha/core/testing';
import { dataPaths } from '@aisha/adapters/composition';
import { fileSystemBlobStore } from '@aisha/adapters/file-system';
import { createOrm, mikroOrmUnitOfWork } from '@aisha/adapters/mikro-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  testServerUrl,
  type TestDatabase,
} from '../../../../../test/support/database.ts';
import { typed } from '../../typed.fixture.ts';

let from: TestDatabase;
let admin: Client;
let root: string;
let empty: string;
const key = 'photos/one/two.jpg' as BlobKey;

beforeAll(async () => {
  from = await createTestDatabase();
  admin = new Client({ connectionString: testServerUrl() });
  await admin.connect();
  root = await mkdtemp(join(tmpdir(), 'aisha-backup-'));
  for (const name of ['old', 'new', 'elsewhere']) await mkdir(join(root, name));
  empty = `restored_${freshId().replaceAll('-', '')}`;
  await admin.query(`create database ${empty} template template0`);
  await fill();
});

afterAll(async () => {
  await admin?.query(`drop database if exists ${empty} with (force)`);
  await admin?.end();
  await from?.drop();
  if (root) await rm(root, { recursive: true, force: true });
});

const fill = async () => {
  const blobs = fileSystemBlobStore({ directory: dataPaths(join(root, 'old')).files });
  const content = streamOf(Buffer.from('a face'));
  const { sha256, bytes } = await blobs.put(key, content, {
    contentType: 'image/jpeg',
    maxBytes: 99,
  });
  const orm = await createOrm({ url: from.url, poolSize: 1 });
  const user = aUser({ firstName: 'Ада' });
  const avatar = anAvatar({ userId: user.id });
  await mikroOrmUnitOfWork({ orm, enqueue: async () => undefined }).run(async (tx) => {
    await tx.users.add(user);
    await tx.avatars.add(avatar);
    await tx.photos.add(aPhoto({ userId: user.id, avatarId: avatar.id, blobKey: key } as never));
  });
  await orm.close();
  return { sha256, bytes };
};

const at = (name: 'old' | 'new') => {
  const url = new URL(testServerUrl());
  url.pathname = `/${empty}`;
  return { DATABASE_URL: name === 'old' ? from.url : url.href, DATA_DIR: join(root, name) };
};

describe('aisha backup, typed', { timeout: 300_000 }, () => {
  it('restores into an empty database and storage what was in the others', async () => {
    const folder = join(root, 'backup');
    const created = await typed(at('old'), 'backup', 'create', folder);
    expect(created).toMatchObject({ code: 0, error: '' });
    expect(created.out).toMatch(/ rows of \d+ tables, 1 objects /u);
    expect(await typed(at('old'), 'backup', 'verify', folder)).toMatchObject({ code: 0 });

    const unasked = await typed(at('new'), 'backup', 'restore', folder);
    expect(unasked.code).toBe(6);
    const restored = await typed(
      at('new'),
      'backup',
      'restore',
      folder,
      '--yes',
      '--why',
      'a move',
    );
    expect(restored).toMatchObject({ code: 0, error: '' });
    expect(restored.out).toMatch(/ are restored and read back\.\n$/u);

    const list = ['avatars', 'list', '--json'];
    const [before, after] = [await typed(at('old'), ...list), await typed(at('new'), ...list)];
    expect(JSON.parse(after.out)).toHaveLength(1);
    expect(after.out).toBe(before.out);
    expect((await typed(at('new'), 'storage', 'verify', '--json')).code).toBe(0);
    expect(await readObject()).toBe('a face');
    const { out } = await typed(at('new'), 'audit', 'list', '--json');
    expect(JSON.parse(out)).toMatchObject([{ action: 'backup.restore', why: 'a move' }]);

    const twice = await typed(at('new'), 'backup', 'restore', folder, '--yes');
    expect(twice.code).toBe(5);
    expect(twice.error).toMatch(/^The database is not empty: /u);

    const elsewhere = { ...at('new'), DATA_DIR: join(root, 'elsewhere') };
    const taken = await typed(elsewhere, 'backup', 'restore', folder, '--yes');
    expect([taken.code, taken.error]).toEqual([5, twice.error]);
    const stored = await readdir(elsewhere.DATA_DIR, { recursive: true });
    expect(stored.filter((name) => name.endsWith('.jpg'))).toEqual([]);
  });

  const readObject = async () => {
    const blobs = fileSystemBlobStore({ directory: dataPaths(join(root, 'new')).files });
    const chunks: Uint8Array[] = [];
    for await (const chunk of await blobs.open(key)) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };

  it('finds what is damaged in a backup, and restores nothing of it', async () => {
    const folder = join(root, 'backup');
    await writeFile(join(folder, 'objects', key), 'a lace');
    const verified = await typed(at('old'), 'backup', 'verify', folder);
    expect(verified).toMatchObject({ code: 3, out: `Damaged: ${key}\n` });
    const restored = await typed(at('new'), 'backup', 'restore', folder, '--yes');
    expect(restored).toMatchObject({ code: 3, out: '' });
    expect(restored.error).toContain('nothing was restored');
    expect(await readFile(join(folder, 'manifest.json'), 'utf8')).not.toContain('postgresql://');
  });

  it('is made in a folder of its own, and is none where it was not finished', async () => {
    const taken = join(root, 'old');
    expect(await typed(at('old'), 'backup', 'create', taken)).toMatchObject({ code: 1, out: '' });
    const { code, error } = await typed(at('new'), 'backup', 'verify', taken);
    expect([code, error]).toEqual([1, `${taken} is no backup: it has no manifest.json.\n`]);
  });
});
