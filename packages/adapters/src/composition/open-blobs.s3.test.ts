import { afterAll, describe, expect, it } from 'vitest';
import { streamOf, type BlobKey } from '@aisha/core';
import { recordingLogger } from '@aisha/core/testing';
import { testS3 } from '../../../../test/support/s3.ts';
import { minioClient } from '../minio/index.ts';
import { openBlobs } from './open-blobs.ts';

const { endpoint, accessKey, secretKey, bucket } = testS3();
const objects = { endpoint, accessKey, secretKey, bucket, region: undefined };
const key = 'images/one/0.png' as BlobKey;
const open = (publicEndpoint: string | undefined) =>
  openBlobs({ dataDir: '/nowhere', objects: { ...objects, publicEndpoint } }, recordingLogger());

afterAll(async () => {
  const client = minioClient(objects);
  await client.removeObject(bucket, `blobs/${key}`);
  await client.removeBucket(bucket);
});

describe('objects that others reach themselves', () => {
  it('are led to by an address that opens one of them, for a minute', async () => {
    const { blobs, linkTo } = await open(endpoint);
    await blobs.put(key, streamOf(Buffer.from('a picture')), {
      contentType: 'image/png',
      maxBytes: 100,
    });
    const url = (await linkTo?.(key)) ?? '';
    const answer = await fetch(url);
    expect([answer.status, await answer.text()]).toEqual([200, 'a picture']);
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('60');
    const other = new URL(url);
    other.pathname = other.pathname.replace('/0.png', '/1.png');
    expect((await fetch(other)).status).toBe(403);
  });

  it('are signed for the name by which others know the server, which is not asked', async () => {
    const { linkTo } = await open('https://objects.example.test');
    expect(await linkTo?.(key)).toMatch(/^https:\/\/objects\.example\.test\/\S+X-Amz-Signature=/u);
  });

  it('are not led to where nobody said how', async () => {
    expect((await open(undefined)).linkTo).toBe(undefined);
  });
});
