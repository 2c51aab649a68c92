import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createHash, type Hash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobKey, ByteStream, Sha256 } from '@aisha/core';
import { inMemoryCache, testClock } from '@aisha/core/testing';
import { falClient, type FalClient } from './fal-client.ts';
import { uploadStream } from './fal-uploads.ts';
import { falWeights, type LoraResult } from './fal-weights.ts';

const MiB = 1024 * 1024;

/** fal's storage, which counts and hashes what it gets and keeps none of it. */
type Storage = {
  readonly requests: string[];
  readonly keys: (string | undefined)[];
  readonly sizes: number[];
  readonly digest: Hash;
  uploadUrl: (origin: string) => string;
  failParts: number;
};

let storage: Storage;
let client: FalClient;
let origin: string;
let close: () => Promise<void>;

beforeEach(async () => {
  storage = {
    requests: [],
    keys: [],
    sizes: [],
    digest: createHash('sha256'),
    uploadUrl: (at) => `${at}/put/abc?token=1`,
    failParts: 0,
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    storage.requests.push(`${request.method ?? ''} ${path}`);
    storage.keys.push(request.headers.authorization);
    const isFile = request.method === 'PUT';
    const fails = isFile && storage.failParts > 0;
    if (fails) storage.failParts -= 1;
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (isFile && !fails) storage.digest.update(chunk);
    });
    request.on('end', () => {
      if (isFile && !fails) storage.sizes.push(bytes);
      response.writeHead(fails ? 503 : 200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          upload_url: storage.uploadUrl(origin),
          file_url: `${origin}/files/abc/photos.zip`,
          partNumber: Number(path.split('/').at(-1)),
          etag: 'e',
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = falClient({ apiKey: 'a:b', queueUrl: origin, restUrl: `${origin}/rest` });
  close = async () => {
    await client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => close());

async function* zeros(bytes: number): ByteStream {
  for (let left = bytes; left > 0; left -= MiB) yield new Uint8Array(Math.min(left, MiB));
}
const digestOfZeros = (bytes: number): string => {
  const hash = createHash('sha256');
  for (let left = bytes; left > 0; left -= MiB) hash.update(new Uint8Array(Math.min(left, MiB)));
  return hash.digest('hex');
};

const upload = (bytes: number, maxBytes = bytes) =>
  uploadStream(client, zeros(bytes), {
    name: 'photos.zip',
    contentType: 'application/zip',
    maxBytes,
    kept: '1d',
  });

const leftOnDisk = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('aisha-upload-'));

describe('an upload', () => {
  it('goes out in one piece, with the key to the service and not to the store', async () => {
    const before = await leftOnDisk();
    expect(await upload(2 * MiB + 5)).toBe(`${origin}/files/abc/photos.zip`);
    expect(storage.requests).toEqual(['POST /rest/storage/upload/initiate', 'PUT /put/abc']);
    expect(storage.keys).toEqual(['Key a:b', undefined]);
    expect(storage.digest.digest('hex')).toBe(digestOfZeros(2 * MiB + 5));
    expect(await leftOnDisk()).toEqual(before);
  });

  it('of more than 90 MiB goes in parts, none of them held in memory as a whole', async () => {
    const before = process.memoryUsage().rss;
    const size = 95 * MiB + 1;
    await upload(size);
    expect(storage.requests.filter((line) => line.startsWith('PUT'))).toHaveLength(10);
    expect(storage.requests.at(-1)).toBe('POST /put/abc/complete');
    expect(storage.sizes).toEqual([...Array.from({ length: 9 }, () => 10 * MiB), 5 * MiB + 1]);
    expect(storage.digest.digest('hex')).toBe(digestOfZeros(size));
    expect(storage.keys.filter(Boolean)).toEqual(['Key a:b']);
    expect(process.memoryUsage().rss - before).toBeLessThan(90 * MiB);
  });

  it('sends a part again that failed once', async () => {
    storage.failParts = 1;
    await upload(91 * MiB);
    expect(storage.sizes).toHaveLength(10);
  });

  it('says why when a part keeps failing', async () => {
    storage.failParts = 3;
    await expect(upload(91 * MiB)).rejects.toMatchObject({
      code: 'provider.unavailable',
      retryable: true,
    });
  });

  it('of too much is refused before anything is sent, and leaves nothing on disk', async () => {
    const before = await leftOnDisk();
    await expect(upload(2 * MiB, 2 * MiB - 1)).rejects.toMatchObject({ code: 'storage.too-large' });
    expect(storage.requests).toEqual([]);
    expect(await leftOnDisk()).toEqual(before);
  });

  it('goes nowhere without encryption but to what was configured', async () => {
    storage.uploadUrl = () => 'http://169.254.169.254/put';
    await expect(upload(10)).rejects.toMatchObject({
      code: 'provider.invalid-answer',
      retryable: false,
    });
  });
});

describe('weights', () => {
  const result: LoraResult = {
    type: 'lora',
    blobKey: 'k' as BlobKey,
    sha256: 'a'.repeat(64) as Sha256,
    bytes: 1_000,
    providerUrl: 'https://v3.fal.media/lora',
  };

  /** `there`: the addresses that still answer. */
  const setUp = (...there: readonly string[]) => {
    const clock = testClock();
    const cache = inMemoryCache({ clock });
    const asked: string[] = [];
    let opened = 0;
    const isThere = async (url: string) => {
      asked.push(url);
      return there.includes(url);
    };
    const open = async () => {
      opened += 1;
      return zeros(1_000);
    };
    const find = falWeights({ client, cache, isThere });
    return { find, asked, open, clock, cache, opened: () => opened };
  };
  const hour = 3_600_000;
  const uploaded = () => `${origin}/files/abc/photos.zip`;

  it('are used where fal still has them, asking once an hour', async () => {
    const { find, asked, opened, open, clock } = setUp(result.providerUrl);
    expect(await find(result, open)).toBe(result.providerUrl);
    expect(await find(result, open)).toBe(result.providerUrl);
    expect(asked).toEqual([result.providerUrl]);
    clock.advance(hour);
    await find(result, open);
    expect(asked).toEqual([result.providerUrl, result.providerUrl]);
    expect(opened()).toBe(0);
  });

  it('are handed over again where fal has them no more, once for all who wait', async () => {
    const { find, opened, open } = setUp();
    const urls = await Promise.all([find(result, open), find(result, open), find(result, open)]);
    expect(new Set([...urls, await find(result, open)])).toEqual(new Set([uploaded()]));
    expect(opened()).toBe(1);
    expect(storage.sizes).toEqual([1_000]);
  });

  it('that were handed over are used for days, while they are there', async () => {
    const { find, opened, open, clock } = setUp(uploaded());
    await find({ ...result, providerUrl: 'https://v3.fal.media/gone' }, open);
    for (let day = 0; day < 5; day += 1) {
      clock.advance(24 * hour);
      expect(await find(result, open)).toBe(uploaded());
    }
    expect(opened()).toBe(1);
  });

  it('are found anew where the cache holds something else', async () => {
    const { find, open, cache } = setUp(result.providerUrl);
    const key = `fal-weights:believed:${result.sha256}`;
    await cache.save(key, { not: 'an address' }, { ttlMs: hour });
    expect(await find(result, open)).toBe(result.providerUrl);
  });

  it('that could not be handed over can be tried again', async () => {
    const { find, open } = setUp();
    const broken = async (): Promise<ByteStream> => {
      throw new Error('our store is down');
    };
    await expect(find(result, broken)).rejects.toThrow('our store is down');
    expect(await find(result, open)).toBe(uploaded());
  });
});
