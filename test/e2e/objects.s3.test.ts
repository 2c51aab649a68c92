import { Client } from 'minio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChat } from '../support/chat.ts';
import { startPlaygroundProcess, temporaryDataDir } from '../support/playground.ts';
import { testS3 } from '../support/s3.ts';
import { join, orderPicture, trainAvatar } from '../support/walk.ts';
import { existsSync } from 'node:fs';

const { endpoint, accessKey, secretKey, bucket } = testS3();
const { hostname, port } = new URL(endpoint);
const client = new Client({
  endPoint: hostname,
  port: Number(port),
  useSSL: false,
  accessKey,
  secretKey,
  region: 'us-east-1',
});

const names = async (): Promise<string[]> => {
  const found: string[] = [];
  for await (const { name } of client.listObjectsV2(bucket, '', true) as AsyncIterable<{
    name: string;
  }>) {
    found.push(name);
  }
  return found;
};

let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
});

afterAll(async () => {
  for (const name of await names()) await client.removeObject(bucket, name);
  await client.removeBucket(bucket);
  await dataDir.remove();
});

describe('the product with its objects on S3', () => {
  it(
    'makes its bucket, trains, draws, and keeps no file beside',
    { timeout: 120_000 },
    async () => {
      const playground = await startPlaygroundProcess(dataDir.path, {
        MINIO_ENDPOINT: endpoint,
        MINIO_ACCESS_KEY: accessKey,
        MINIO_SECRET_KEY: secretKey,
        MINIO_BUCKET: bucket,
      });
      try {
        const chat = await openChat(playground.address);
        await join(chat);
        const after = await trainAvatar(chat);
        const picture = await orderPicture(chat, { prompt: 'by the sea at dusk', after });
        expect(picture.length).toBeGreaterThan(1000);
        const stored = await names();
        for (const prefix of ['blobs/photos/', 'blobs/trainings/', 'blobs/images/']) {
          expect(
            stored.some((name) => name.startsWith(prefix)),
            prefix,
          ).toBe(true);
        }
        expect(stored.filter((name) => name.startsWith('incoming/'))).toEqual([]);
        expect(existsSync(`${dataDir.path}/files/blobs`)).toBe(false);
        expect(playground.said()).not.toContain(secretKey);
      } finally {
        expect(await playground.end('SIGTERM')).toBe(0);
      }
    },
  );
});
