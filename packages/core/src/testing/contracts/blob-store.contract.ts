import type { BlobKey } from '../../shared/ids.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import { deepEqual, equal, ok, rejects } from '../assert.ts';
import { sha256 } from '../sha256.ts';
import { brokenStream, collect, streamOf, utf8 } from '../streams.ts';
import { atOnce, casesOf, present, type Suite } from './suite.ts';

export const blobStoreContract = (suite: Suite<{ blobs: BlobStore }>): void => {
  const test = casesOf(suite);
  const key = 'photos/0190-a/b_c.1.jpg' as BlobKey;
  const options = { contentType: 'image/jpeg', maxBytes: 1000 };
  const put = (blobs: BlobStore, name: string, text: string) =>
    blobs.put(name as BlobKey, streamOf(utf8(text)), options);
  const listed = async (blobs: BlobStore, prefix: string, after?: string): Promise<string[]> => {
    const keys: string[] = [];
    const options = { after: after as BlobKey | undefined };
    for await (const found of blobs.list(prefix, options)) keys.push(found);
    return keys;
  };

  test('what is put is described, found and read as it was', async ({ blobs }) => {
    const content = Uint8Array.from({ length: 256 }, (_, index) => index);
    const stored = await blobs.put(
      key,
      streamOf(content.slice(0, 100), content.slice(100)),
      options,
    );
    const expected = { key, sha256: sha256(content), bytes: 256, contentType: 'image/jpeg' };
    deepEqual(stored, expected);
    const { storedAt: _, ...found } = present(await blobs.find(key));
    deepEqual(found, expected);
    deepEqual(await collect(await blobs.open(key)), content);
    deepEqual(await collect(await blobs.open(key)), content, 'a second reader');
  });

  test('an empty blob is a blob', async ({ blobs }) => {
    const stored = await blobs.put(key, streamOf(), options);
    equal(stored.bytes, 0);
    equal(stored.sha256, sha256(new Uint8Array()));
    deepEqual(await collect(await blobs.open(key)), new Uint8Array());
  });

  test('a large blob comes back byte by byte', async ({ blobs }) => {
    const megabyte = Uint8Array.from({ length: 1024 * 1024 }, (_, index) => (index * 31) % 251);
    const maxBytes = 8 * megabyte.length;
    const parts = Array.from({ length: 8 }, () => megabyte);
    const info = await blobs.put(key, streamOf(...parts), { ...options, maxBytes });
    equal(info.bytes, maxBytes);
    const content = await collect(await blobs.open(key));
    equal(sha256(content), info.sha256);
  });

  test('putting again replaces content, hash and type', async ({ blobs }) => {
    await put(blobs, key, 'the first and the longer one');
    const second = await blobs.put(key, streamOf(utf8('second')), {
      contentType: 'image/png',
      maxBytes: 1000,
    });
    equal((await blobs.find(key))?.sha256, second.sha256);
    equal((await blobs.find(key))?.contentType, 'image/png');
    deepEqual(await collect(await blobs.open(key)), utf8('second'));
    deepEqual(await listed(blobs, ''), [key]);
  });

  test('a missing key is not found', async ({ blobs }) => {
    equal(await blobs.find(key), undefined);
    await rejects(blobs.open(key), 'storage.not-found');
  });

  test('as much as allowed is stored, one byte more is refused and leaves nothing behind', async ({
    blobs,
  }) => {
    const four = { ...options, maxBytes: 4 };
    equal((await blobs.put(key, streamOf(utf8('four')), four)).bytes, 4);
    const other = 'other/key' as BlobKey;
    await rejects(blobs.put(other, streamOf(utf8('fo'), utf8('urs')), four), 'storage.too-large');
    equal(await blobs.find(other), undefined);
    deepEqual(await listed(blobs, ''), [key]);
  });

  test('a refused replacement leaves what was there', async ({ blobs }) => {
    const stored = await put(blobs, key, 'kept');
    const tooLarge = blobs.put(key, streamOf(utf8('too large')), { ...options, maxBytes: 3 });
    await rejects(tooLarge, 'storage.too-large');
    equal((await blobs.find(key))?.sha256, stored.sha256);
    deepEqual(await collect(await blobs.open(key)), utf8('kept'));
  });

  test('a source that breaks off leaves nothing behind, and its error is told', async ({
    blobs,
  }) => {
    const broken = new Error('the source broke off');
    const thrown = await rejects(blobs.put(key, brokenStream(broken, utf8('half')), options));
    equal(thrown, broken);
    equal(await blobs.find(key), undefined);
    await rejects(blobs.open(key), 'storage.not-found');
    deepEqual(await listed(blobs, ''), []);
  });

  test('a source that breaks off leaves what was there', async ({ blobs }) => {
    await put(blobs, key, 'kept');
    const broken = brokenStream(new Error('the source broke off'), utf8('half'));
    await rejects(blobs.put(key, broken, options));
    deepEqual(await collect(await blobs.open(key)), utf8('kept'));
  });

  test('a deleted key is gone, deleting a missing one is fine', async ({ blobs }) => {
    await put(blobs, key, 'content');
    await put(blobs, 'photos/other', 'content');
    await blobs.delete(key);
    await blobs.delete(key);
    equal(await blobs.find(key), undefined);
    await rejects(blobs.open(key), 'storage.not-found');
    deepEqual(await listed(blobs, ''), ['photos/other']);
  });

  test('keys are listed by prefix and in order', async ({ blobs }) => {
    for (const name of ['b/2', 'a/10', 'a/2', 'ab', 'a/1/x', 'a-b']) await put(blobs, name, name);
    deepEqual(await listed(blobs, 'a/'), ['a/1/x', 'a/10', 'a/2']);
    deepEqual(await listed(blobs, 'a/1'), ['a/1/x', 'a/10']);
    deepEqual(await listed(blobs, ''), ['a-b', 'a/1/x', 'a/10', 'a/2', 'ab', 'b/2']);
    deepEqual(await listed(blobs, 'c'), []);
  });

  test('a list can begin after any key', async ({ blobs }) => {
    const all = ['a-b', 'a/1/x', 'a/10', 'a/2', 'ab', 'b/2'];
    for (const name of all) await put(blobs, name, name);
    for (const [at, after] of all.entries()) {
      deepEqual(await listed(blobs, '', after), all.slice(at + 1));
    }
    deepEqual(await listed(blobs, '', 'a/1'), ['a/1/x', 'a/10', 'a/2', 'ab', 'b/2']);
    deepEqual(await listed(blobs, 'a/', 'a/1/x'), ['a/10', 'a/2']);
    deepEqual(await listed(blobs, 'a/', 'z'), []);
  });

  test('a list goes on while what it has told is deleted', async ({ blobs }) => {
    for (const name of ['a/1', 'a/2', 'b/1']) await put(blobs, name, name);
    const told: string[] = [];
    for await (const found of blobs.list('')) {
      told.push(found);
      await blobs.delete(found);
    }
    deepEqual(told, ['a/1', 'a/2', 'b/1']);
    deepEqual(await listed(blobs, ''), []);
  });

  test('a blob tells when it was put last', async ({ blobs }) => {
    await put(blobs, key, 'content');
    const first = present(await blobs.find(key)).storedAt.getTime();
    await put(blobs, key, 'content again');
    const second = present(await blobs.find(key)).storedAt.getTime();
    ok(Number.isFinite(first) && second >= first, 'the second was put before the first');
  });

  test('what is whole, or under way, outlives the removal of what never ended', async ({
    blobs,
  }) => {
    await put(blobs, 'whole', 'whole');
    async function* slow() {
      yield utf8('half ');
      equal(await blobs.deleteUnfinished(new Date(0)), 0);
      yield utf8('and half');
    }
    await blobs.put(key, slow(), options);
    deepEqual(await collect(await blobs.open(key)), utf8('half and half'));
    deepEqual(await listed(blobs, ''), [key, 'whole']);
  });

  test('keys that are not ours are refused, and nothing is stored', async ({ blobs }) => {
    const foreign = [
      '',
      '/a',
      'a/',
      'a//b',
      '.',
      '..',
      '../a',
      'a/../b',
      'a/./b',
      'A',
      'a b',
      'a\\b',
      'a\0',
      'ключ',
      'a%2e%2e',
      'a:b',
      'x'.repeat(201),
    ];
    for (const name of foreign) {
      await rejects(put(blobs, name, 'content'));
      await rejects(blobs.open(name as BlobKey));
      await rejects(blobs.delete(name as BlobKey));
    }
    deepEqual(await listed(blobs, ''), []);
  });

  test('a key may be two hundred characters long', async ({ blobs }) => {
    const long = `${'a'.repeat(99)}/${'b'.repeat(100)}`;
    await put(blobs, long, 'content');
    deepEqual(await listed(blobs, 'a'), [long]);
  });

  test('of writers at the same time one wins whole', async ({ blobs }) => {
    const texts = ['aaaa', 'bbbbbbbb', 'cccccccccccc', 'dd', 'e'];
    await atOnce(20, (index) => put(blobs, key, texts[index % 5] ?? ''));
    const content = await collect(await blobs.open(key));
    const info = await blobs.find(key);
    equal(info?.sha256, sha256(content));
    equal(texts.filter((text) => sha256(utf8(text)) === info?.sha256).length, 1);
  });

  test('a reader that stops half-way harms nobody', async ({ blobs }) => {
    await put(blobs, key, 'content');
    for await (const _ of await blobs.open(key)) break;
    deepEqual(await collect(await blobs.open(key)), utf8('content'));
    await blobs.delete(key);
    equal(await blobs.find(key), undefined);
  });
};
