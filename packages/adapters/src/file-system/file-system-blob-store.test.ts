import { execFile } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gather, streamOf, type BlobKey, type BlobStore } from '@aisha/core';
import { fileSystemBlobStore } from './file-system-blob-store.ts';

const key = 'photos/a/1.jpg' as BlobKey;
const options = { contentType: 'image/jpeg', maxBytes: 1000 };

let parent: string;
let directory: string;
let blobs: BlobStore;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'aisha-blobs-'));
  directory = join(parent, 'data');
  blobs = fileSystemBlobStore({ directory });
});

afterEach(() => rm(parent, { recursive: true }));

const put = (name: string, text = 'content', store = blobs) =>
  store.put(name as BlobKey, streamOf(Buffer.from(text)), options);

const keysIn = async (list: AsyncIterable<string>): Promise<string[]> => {
  const keys: string[] = [];
  for await (const found of list) keys.push(found);
  return keys;
};

const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
};

describe('a blob on the file system', () => {
  it('is a file that begins with its bytes', async () => {
    await put(key, 'the picture');
    const file = await readFile(join(directory, 'blobs', 'photos+', 'a+', '1.jpg'), 'latin1');
    expect(file.startsWith('the picture')).toBe(true);
  });

  it('may have a name that is also the beginning of another', async () => {
    for (const name of ['a', 'a/b', 'a/b/c']) await put(name, name);
    for (const name of ['a', 'a/b', 'a/b/c']) {
      expect(Buffer.from(await gather(await blobs.open(name as BlobKey))).toString()).toBe(name);
    }
    expect(await keysIn(blobs.list('a'))).toEqual(['a', 'a/b', 'a/b/c']);
  });

  it('cannot be seen until it is whole', async () => {
    const { promise: rest, resolve: goOn } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    async function* slow() {
      yield Buffer.from('half ');
      begin();
      await rest;
      yield Buffer.from('and half');
    }
    const stored = blobs.put(key, slow(), options);
    await begun;
    expect(await blobs.find(key)).toBeUndefined();
    expect(await keysIn(blobs.list(''))).toEqual([]);
    expect(await filesBelow(directory)).toHaveLength(1);
    goOn();
    await stored;
    expect(await blobs.find(key)).toMatchObject({ bytes: 13 });
    expect(await readdir(join(directory, 'incoming'))).toEqual([]);
  });

  it('is still read whole by who began before it was replaced', async () => {
    const first = 'a'.repeat(1_000_000);
    await blobs.put(key, streamOf(Buffer.from(first)), { ...options, maxBytes: 1_000_000 });
    let read = '';
    for await (const chunk of await blobs.open(key)) {
      if (read === '') await put(key, 'the second');
      read += Buffer.from(chunk).toString();
    }
    expect(read === first).toBe(true);
  });

  it('takes its empty folders along when it goes', async () => {
    await put(key);
    await put('photos/b/2.jpg');
    await blobs.delete(key);
    expect(await readdir(join(directory, 'blobs', 'photos+'))).toEqual(['b+']);
    await blobs.delete('photos/b/2.jpg' as BlobKey);
    expect(await readdir(join(directory, 'blobs'))).toEqual([]);
  });

  it('survives neighbours that come and go in the same folder', async () => {
    await Promise.all(
      Array.from({ length: 40 }, async (_, at) => {
        const name = `photos/same/${at}` as BlobKey;
        await put(name);
        if (at % 2 === 0) await blobs.delete(name);
      }),
    );
    expect(await keysIn(blobs.list('photos/same/'))).toHaveLength(20);
  });

  it('that was cut short on the disk is corrupt, not shorter', async () => {
    await put(key, 'x'.repeat(600));
    await truncate(join(directory, 'blobs', 'photos+', 'a+', '1.jpg'), 300);
    await expect(blobs.open(key)).rejects.toMatchObject({ code: 'storage.corrupt' });
  });
});

describe('keys that mean harm', () => {
  const hostilePart = fc.constantFrom(
    '..',
    '.',
    '',
    '../',
    '..\\',
    '%2e%2e',
    '\0',
    '~',
    'a+',
    '+',
    'A',
    'é',
    '\u202e',
    '／',
    'a',
    '-',
    'a'.repeat(5000),
  );
  const hostileKey = fc.oneof(
    fc.array(hostilePart, { maxLength: 6 }).map((parts) => parts.join('/')),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom('.', '/', 'a', '\\', '%', '0'), maxLength: 30 }),
  );
  const isOurs = (name: string): boolean =>
    name.length <= 200 &&
    /^[a-z0-9._/-]+$/u.test(name) &&
    name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

  it(
    'never reach outside, and only keys of our making reach anything',
    { timeout: 90_000 },
    async () => {
      await writeFile(join(parent, 'a'), 'not to be read');
      await fc.assert(
        fc.asyncProperty(hostileKey, async (name) => {
          const asked = name as BlobKey;
          const stored = await put(asked).then(
            () => true,
            () => false,
          );
          const opened = await blobs
            .open(asked)
            .then(gather)
            .then(
              () => true,
              () => false,
            );
          expect([stored, opened]).toEqual([isOurs(name), isOurs(name)]);
          const listed = await keysIn(blobs.list(name));
          expect(listed).toEqual(
            isOurs(name) ? [name] : listed.filter((one) => one.startsWith(name)),
          );
          if (stored) await blobs.delete(asked);
        }),
        { numRuns: 10_000 },
      );
      expect((await readdir(parent)).toSorted()).toEqual(['a', 'data']);
      expect((await readdir(directory)).toSorted()).toEqual(['blobs', 'incoming']);
    },
  );

  it('are not followed through a symbolic link', async () => {
    const outside = join(parent, 'outside');
    await mkdir(outside);
    await put('photos/known');
    await symlink(outside, join(directory, 'blobs', 'photos+', 'linked+'));
    await symlink(join(parent, 'outside', 'file'), join(directory, 'blobs', 'photos+', 'link'));
    for (const name of ['photos/linked/x', 'photos/link']) {
      await expect(put(name)).rejects.toMatchObject({ code: 'storage.corrupt' });
      await expect(blobs.open(name as BlobKey)).rejects.toMatchObject({ code: 'storage.corrupt' });
    }
    expect(await readdir(outside)).toEqual([]);
    expect(await keysIn(blobs.list(''))).toEqual(['photos/known']);
    expect(await readdir(join(directory, 'incoming'))).toEqual([]);
  });
});

describe('a disk that refuses', () => {
  const limited = `
    import { fileSystemBlobStore } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
    const blobs = fileSystemBlobStore({ directory: process.argv[1] });
    async function* large() { for (let at = 0; at < 64; at += 1) yield new Uint8Array(64 * 1024); }
    const options = { contentType: 'image/jpeg', maxBytes: 100_000_000 };
    const { code, retryable } = await blobs.put('a/large', large(), options).catch((error) => error);
    const found = await Array.fromAsync(blobs.list(''));
    process.stdout.write(JSON.stringify({ code, retryable, found }));
  `;

  it('in the middle of a blob leaves nothing, and it may be tried again', async () => {
    const node = [process.execPath, '--conditions=@aisha/source', '--input-type=module', '-e'];
    // A limit on the size of a file fails a write as a full disk does, and needs no rights.
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      'ulimit -f 1024; exec "$@"',
      'sh',
      ...node,
      limited,
      directory,
    ]);
    const expected = { code: 'storage.unavailable', retryable: true, found: [] };
    expect(JSON.parse(stdout)).toEqual(expected);
    expect(await filesBelow(directory)).toEqual([]);
  });

  it('to make the folder is unavailable, and says no path', async () => {
    await writeFile(join(parent, 'file'), '');
    const store = fileSystemBlobStore({ directory: join(parent, 'file', 'below') });
    const error: unknown = await put(key, 'content', store).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'storage.unavailable', retryable: true });
    expect((error as Error).message).not.toContain(parent);
  });
});

describe('a start after a crash', () => {
  it('removes what was left over an hour ago, and nothing younger', async () => {
    const incoming = join(directory, 'incoming');
    await mkdir(incoming, { recursive: true });
    for (const name of ['old', 'young']) await writeFile(join(incoming, name), 'half');
    const longAgo = new Date(Date.now() - 61 * 60_000);
    await utimes(join(incoming, 'old'), longAgo, longAgo);
    await put(key, 'content', fileSystemBlobStore({ directory }));
    expect(await readdir(incoming)).toEqual(['young']);
  });

  it('is not waited for: what is as old as is asked for goes at any time', async () => {
    await put(key);
    const incoming = join(directory, 'incoming');
    for (const name of ['old', 'young']) await writeFile(join(incoming, name), 'half');
    const yesterday = new Date(Date.now() - 25 * 60 * 60_000);
    await utimes(join(incoming, 'old'), yesterday, yesterday);
    const dayAgo = new Date(Date.now() - 24 * 60 * 60_000);
    expect(await blobs.deleteUnfinished(dayAgo)).toBe(1);
    expect(await readdir(incoming)).toEqual(['young']);
    expect(await blobs.deleteUnfinished(dayAgo)).toBe(0);
    expect(await blobs.find(key)).toMatchObject({ bytes: 7 });
  });
});
