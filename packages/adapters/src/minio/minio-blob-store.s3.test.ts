import { createHash } from 'node:crypto';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gather, streamOf, type BlobKey } from '@aisha/core';
import { recordingLogger } from '@aisha/core/testing';
import { testS3 } from '../../../../test/support/s3.ts';
import { checkBucket, prepareBucket } from './bucket.ts';
import { incomingPrefix } from './incoming.ts';
import { minioBlobStore } from './minio-blob-store.ts';
import { objectsIn } from './objects-in.ts';
import { all, ownBucket } from './testing/own-bucket.ts';

const key = 'trainings/1/lora.safetensors' as BlobKey;
const name = `blobs/${key}`;
const mebibyte = 1024 * 1024;
const options = { contentType: 'application/octet-stream', maxBytes: 200 * mebibyte };

let at: Awaited<ReturnType<typeof ownBucket>>;

beforeEach(async () => {
  at = await ownBucket(testS3());
});

afterEach(() => at.cleanup());

const namesIn = async (prefix: string): Promise<string[]> =>
  (await all(objectsIn(at, prefix))).map((object) => object.name);
const uploadsIn = async (): Promise<number> =>
  (await at.client.listIncompleteUploadsQuery(at.bucket, '', '', '', '')).uploads.length;

/** One piece of memory over and over: what is kept of it was copied. */
async function* megabytes(
  count: number,
  each: (at: number) => void | Promise<void> = () => undefined,
) {
  const chunk = Buffer.alloc(mebibyte);
  for (let index = 0; index < count; index += 1) {
    await each(index);
    yield chunk.fill(index);
  }
}

describe('a large blob', () => {
  it('goes up in parts, and memory stays small', async () => {
    const count = 100;
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const source = megabytes(count, () => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    });
    const info = await minioBlobStore(at).put(key, source, options);
    expect(info.bytes).toBe(count * mebibyte);
    expect(most).toBeLessThan(25 * mebibyte);
    const hash = createHash('sha256');
    for await (const chunk of await minioBlobStore(at).open(key)) hash.update(chunk);
    expect(hash.digest('hex')).toBe(info.sha256);
    expect(await namesIn('')).toEqual([name]);
    expect(await uploadsIn()).toBe(0);
  });

  it('cannot be seen until it is whole', async () => {
    const blobs = minioBlobStore(at);
    const seen: unknown[] = [];
    const source = megabytes(12, async (index) => {
      if (index === 11) seen.push(await blobs.find(key), await all(blobs.list('')));
    });
    await blobs.put(key, source, options);
    expect(seen).toEqual([undefined, []]);
    expect(await blobs.find(key)).toMatchObject({ bytes: 12 * mebibyte });
  });

  it('whose source breaks off, or that is too large, leaves no part behind', async () => {
    const blobs = minioBlobStore(at);
    const breaking = megabytes(12, (index) => {
      if (index === 11) throw new Error('the source broke off');
    });
    await expect(blobs.put(key, breaking, options)).rejects.toThrow('the source broke off');
    const tooLarge = blobs.put(key, megabytes(12), { ...options, maxBytes: 11 * mebibyte });
    await expect(tooLarge).rejects.toMatchObject({ code: 'storage.too-large' });
    expect([await namesIn(''), await uploadsIn()]).toEqual([[], 0]);
  });
});

describe('what an upload that never ended has left', () => {
  it('goes once it is old, and nothing else does', async () => {
    const blobs = minioBlobStore(at);
    await at.client.initiateNewMultipartUpload(at.bucket, `${incomingPrefix}half`, {});
    await at.client.putObject(at.bucket, `${incomingPrefix}whole`, 'not yet in place');
    await blobs.put(key, streamOf(Buffer.from('kept')), options);
    expect(await blobs.deleteUnfinished(new Date(Date.now() - 60_000))).toBe(0);
    expect(await blobs.deleteUnfinished(new Date(Date.now() + 60_000))).toBe(2);
    expect([await namesIn(''), await uploadsIn()]).toEqual([[name], 0]);
  });

  it('is also removed by the server itself', async () => {
    const { Rule } = (await at.client.getBucketLifecycle(at.bucket)) as unknown as {
      Rule: Record<string, unknown>;
    };
    expect(Rule).toMatchObject({ ID: 'aisha-incoming', Status: 'Enabled' });
  });
});

describe('an object', () => {
  it('may have a name that looks like a number', async () => {
    const blobs = minioBlobStore(at);
    for (const name of ['007', '1e5', 'a/0x1']) {
      await blobs.put(name as BlobKey, streamOf(Buffer.from(name)), options);
    }
    expect(await all(blobs.list(''))).toEqual(['007', '1e5', 'a/0x1']);
  });

  it('whose bytes were changed is corrupt, small or large', async () => {
    const blobs = minioBlobStore(at);
    for (const size of [100, mebibyte]) {
      const { sha256 } = await blobs.put(key, streamOf(Buffer.alloc(size)), options);
      await at.client.putObject(at.bucket, name, Buffer.alloc(size, 1), size, {
        'x-amz-meta-sha256': sha256,
      });
      const read = blobs.open(key).then(gather);
      await expect(read).rejects.toMatchObject({ code: 'storage.corrupt', retryable: false });
    }
  });

  it('that somebody else put there has no facts', async () => {
    await at.client.putObject(at.bucket, name, 'foreign');
    const found = minioBlobStore(at).find(key);
    await expect(found).rejects.toMatchObject({ code: 'storage.corrupt' });
  });

  it('can be read from a signed address until it expires, and from no other', async () => {
    const blobs = minioBlobStore(at);
    await blobs.put(key, streamOf(Buffer.from('content')), {
      ...options,
      contentType: 'image/png',
    });
    const url = await blobs.presignRead(key, { expiresInMs: 60_000, downloadAs: 'a"b.png' });
    const answer = await fetch(url);
    expect(await answer.text()).toBe('content');
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="ab.png"');
    expect((await fetch(url.replace(/.$/u, 'x'))).status).toBe(403);
    expect((await fetch(url.split('?')[0]!)).status).toBe(403);
  });
});

describe('a bucket', () => {
  it('may be prepared by any number of replicas, and keeps rules that are not ours', async () => {
    const logger = recordingLogger();
    await Promise.all([1, 2, 3].map(() => prepareBucket(at, logger)));
    await at.client.setBucketLifecycle(at.bucket, {
      Rule: [{ ID: 'theirs', Status: 'Enabled', Filter: { Prefix: 'x' }, Expiration: { Days: 9 } }],
    });
    await prepareBucket(at, logger);
    const { Rule } = (await at.client.getBucketLifecycle(at.bucket)) as unknown as {
      Rule: Record<string, unknown>;
    };
    expect(Rule).toMatchObject({ ID: 'theirs' });
    expect(logger.lines).toEqual([]);
  });

  it('that is missing is told by its check', async () => {
    await checkBucket(at).check();
    const other = { client: at.client, bucket: `${at.bucket}-none` };
    await expect(checkBucket(other).check()).rejects.toMatchObject({ code: 'storage.unavailable' });
  });
});

describe('a server that is away', () => {
  let silent: Server;

  beforeEach(async () => {
    silent = createServer();
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
  });

  afterEach(() => silent.close());

  it('or takes a request and never answers is unavailable, and may be asked again', async () => {
    const { port } = silent.address() as AddressInfo;
    const hanging = await ownBucket(testS3(), {
      endpoint: `http://127.0.0.1:${port}`,
      silenceMs: 300,
    });
    const put = minioBlobStore(hanging).put(key, streamOf(Buffer.from('content')), options);
    await expect(put).rejects.toMatchObject({ code: 'storage.unavailable', retryable: true });
    await hanging.cleanup();
    silent.close();
    const gone = await ownBucket(testS3(), { endpoint: 'http://127.0.0.1:1' });
    await expect(minioBlobStore(gone).find(key)).rejects.toMatchObject({
      code: 'storage.unavailable',
      message: 'read a blob: ECONNREFUSED',
    });
    await gone.cleanup();
  });
});
