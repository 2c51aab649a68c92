import { createHash, randomUUID } from 'node:crypto';
import { CopyDestinationOptions, CopySourceOptions, type Client } from 'minio';
import type { BlobKey } from '@aisha/core';
import { metadataOf } from './facts.ts';
import { atServer, isMissing } from './minio-errors.ts';
import { nameOf } from './object-name.ts';
import { objectsIn, type Bucket } from './objects-in.ts';
import type { Measured } from './parts.ts';

/** Where large blobs grow. */
export const incomingPrefix = 'incoming/';

export type Finished = {
  readonly key: BlobKey;
  readonly contentType: string;
  measured: () => Measured;
};

/**
 * Stores more than one part. What an object says of itself is fixed when its upload begins, and the
 * hash is known at its end: so it grows under a passing name and is copied, within the server, to
 * its own. Whatever goes wrong, nothing is left.
 */
export const uploadLarge = async (
  { client, bucket }: Bucket,
  parts: AsyncIterable<Buffer>,
  { key, contentType, measured }: Finished,
): Promise<Measured> => {
  const name = `${incomingPrefix}${randomUUID()}`;
  try {
    await uploadParts({ client, bucket }, name, parts);
    const facts = measured();
    return await atServer('put a blob', async () => {
      const { size } = await client.statObject(bucket, name);
      if (size !== facts.bytes) throw new Error('the server has another number of bytes');
      await publish({ client, bucket }, { from: name, to: key, contentType }, facts);
      return facts;
    });
  } finally {
    // What cannot be removed now is old tomorrow, and swept.
    await client.removeObject(bucket, name).catch(() => undefined);
  }
};

const uploadParts = async (
  { client, bucket }: Bucket,
  name: string,
  parts: AsyncIterable<Buffer>,
): Promise<void> => {
  const id = await atServer('put a blob', () =>
    client.initiateNewMultipartUpload(bucket, name, {}),
  );
  try {
    const stored: { part: number; etag: string }[] = [];
    for await (const part of parts) {
      const number = stored.length + 1;
      const { etag } = await atServer('put a blob', () =>
        client.uploadPart(
          {
            bucketName: bucket,
            objectName: name,
            uploadID: id,
            partNumber: number,
            headers: checksumOf(client, part),
          },
          part,
        ),
      );
      stored.push({ part: number, etag });
    }
    await atServer('put a blob', () => client.completeMultipartUpload(bucket, name, id, stored));
  } catch (error) {
    await client.abortMultipartUpload(bucket, name, id).catch(() => undefined);
    throw error;
  }
};

/** Without TLS the signature covers a hash of the body; with it the server checks this one. */
const checksumOf = (client: Client, part: Buffer): Record<string, string> =>
  client.enableSHA256 ? {} : { 'Content-MD5': createHash('md5').update(part).digest('base64') };

const publish = (
  { client, bucket }: Bucket,
  { from, to, contentType }: { from: string; to: BlobKey; contentType: string },
  { sha256 }: Measured,
): Promise<unknown> =>
  client.copyObject(
    new CopySourceOptions({ Bucket: bucket, Object: from }),
    new CopyDestinationOptions({
      Bucket: bucket,
      Object: nameOf(to),
      MetadataDirective: 'REPLACE',
      Headers: metadataOf(contentType, sha256),
    }),
  );

/** Removes uploads that began before a time and never ended; answers how many. */
export const sweepIncoming = async (at: Bucket, before: Date): Promise<number> =>
  atServer('remove what never ended', async () => {
    const [uploads, objects] = [await abortOld(at, before), await removeOld(at, before)];
    return uploads + objects;
  });

const abortOld = async ({ client, bucket }: Bucket, before: Date): Promise<number> => {
  let aborted = 0;
  for (let [key, id, more] = ['', '', true]; more;) {
    const page = await client.listIncompleteUploadsQuery(bucket, incomingPrefix, key, id, '');
    for (const { key: name, uploadId, initiated } of page.uploads) {
      if (initiated >= before) continue;
      await client.abortMultipartUpload(bucket, name, uploadId).catch(unlessMissing);
      aborted += 1;
    }
    [key, id, more] = [page.nextKeyMarker, page.nextUploadIdMarker, page.isTruncated];
  }
  return aborted;
};

const removeOld = async (at: Bucket, before: Date): Promise<number> => {
  let removed = 0;
  for await (const { name, lastModified } of objectsIn(at, incomingPrefix)) {
    if (lastModified >= before) continue;
    await at.client.removeObject(at.bucket, name);
    removed += 1;
  }
  return removed;
};

/** Somebody else was faster. */
const unlessMissing = (error: unknown): void => {
  if (!isMissing(error)) throw error;
};
