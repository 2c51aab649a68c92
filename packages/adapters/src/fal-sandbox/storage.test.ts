import { mkdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TooLarge } from './bounded-stream.ts';
import { clientOf, startSandbox, temporaryFolder } from './fixtures.ts';
import { openFileStore, safeName } from './storage.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

describe('uploads', () => {
  it('above 90 MiB arrive in parts, whole', async () => {
    const sandbox = await startSandbox(folder.path);
    const block = new Uint8Array(31 * 1024 * 1024).map((_, index) => index % 251);
    const url = await clientOf(sandbox).storage.upload(new Blob([block, block, block]));
    const stored = new Uint8Array(await (await fetch(url)).arrayBuffer());
    expect(stored.length).toBe(block.length * 3);
    expect(Buffer.compare(stored.subarray(block.length * 2), block)).toBe(0);
    await sandbox.stop();
  });

  it('go nowhere without a URL that was handed out', async () => {
    const sandbox = await startSandbox(folder.path);
    const url = `${sandbox.origin}/storage/uploads/${'0'.repeat(32)}`;
    expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(404);
    await sandbox.stop();
  });
});

describe('the file store', () => {
  it('keeps nothing of a file that is too large', async () => {
    const files = await openFileStore(folder.path);
    const { id, path } = files.newFile('a.bin');
    const file = { id, name: 'a.bin', contentType: 'x/y', maxBytes: 3 };
    await expect(files.put(file, Readable.from([Buffer.from('four')]))).rejects.toThrow(TooLarge);
    await expect(files.find(path)).resolves.toBeUndefined();
  });

  it('forgets files that are too old', async () => {
    const files = await openFileStore(folder.path);
    const old = await files.add(Buffer.from('old'), 'old.txt', 'text/plain');
    const young = await files.add(Buffer.from('young'), 'young.txt', 'text/plain');
    const [, , id = ''] = old.path.split('/');
    const eightDaysAgo = Date.now() / 1_000 - 8 * 86_400;
    await utimes(join(folder.path, 'files', id), eightDaysAgo, eightDaysAgo);
    await files.sweep(Date.now());
    expect(await files.find(old.path)).toBeUndefined();
    expect(await files.find(young.path)).toMatchObject({ bytes: 5 });
  });

  it('serves nothing from outside its folder', async () => {
    const files = await openFileStore(folder.path);
    await mkdir(join(folder.path, 'secret'));
    for (const path of ['/files/../secret', '/files/%2e%2e/secret', `/files/${'a'.repeat(32)}/..`])
      await expect(files.find(path)).resolves.toBeUndefined();
  });

  it.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['фото мамы.zip', '_.zip'],
    ['', 'file'],
  ])('takes the name %j as %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });
});
