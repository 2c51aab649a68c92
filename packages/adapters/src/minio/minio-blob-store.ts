import { createHash } from 'node:crypto';
import {
  streamOf,
  type BlobKey,
  type BlobStore,
  type ByteStream,
  type StoredBlob,
} from '@aisha/core';
import { storedBlobOf } from './facts.ts';
import { sweepIncoming, uploadLarge } from './incoming.ts';
import { atServer, corrupt, isMissing, notFound } from './minio-errors.ts';
import { blobsPrefix, keyOf, nameOf } from './object-name.ts';
import { objectsIn, type Bucket } from './objects-in.ts';
import { partsOf } from './parts.ts';
import { uploadSmall } from './upload-small.ts';

/** A client, whose connections are its maker's to close, and the name of a bucket that is ours alone. */
export type MinioBlobStoreOptions = Bucket;

export type MinioBlobStore = BlobStore & {
  /**
   * An address from which anybody who has it can read the blob until it expires: a secret for as long.
   * Made without asking the server, so it says nothing of whether the key is there.
   */
  presignRead(
    key: BlobKey,
    options: { readonly expiresInMs: number; readonly downloadAs?: string },
  ): Promise<string>;
};

/**
 * Blobs as objects of S3, each with its hash beside it. What fits into one part is put in one
 * request; what does not is copied into place when it is whole. Reading checks the hash: of what is
 * small before the first byte, of what is large before its end.
 */
export const minioBlobStore = (at: MinioBlobStoreOptions): MinioBlobStore => ({
  put: async (key, content, { contentType, maxBytes }) => {
    nameOf(key);
    const { parts, measured } = partsOf(content, maxBytes);
    try {
      const [first = Buffer.alloc(0), second] = [await nextOf(parts), await nextOf(parts)];
      const facts = second
        ? await uploadLarge(at, chained([first, second], parts), { key, contentType, measured })
        : await uploadSmall(at, first, { key, contentType, measured });
      return { key, contentType, ...facts };
    } finally {
      // A source that was not read to its end must hear of it.
      await parts.return(undefined);
    }
  },

  open: async (key) => {
    const found = await findAt(at, key);
    if (!found) throw notFound();
    if (found.bytes > smallBytes) return contentOf(at, found);
    const chunks: Uint8Array[] = [];
    for await (const chunk of contentOf(at, found)) chunks.push(chunk);
    return streamOf(...chunks);
  },

  find: (key) => findAt(at, key),

  delete: async (key) => {
    const name = nameOf(key);
    await atServer('delete a blob', () => at.client.removeObject(at.bucket, name));
  },

  list: (prefix, { after } = {}) => keysOf(at, prefix, after ?? ''),

  deleteUnfinished: (before) => sweepIncoming(at, before),

  presignRead: (key, { expiresInMs, downloadAs }) => {
    const seconds = Math.max(1, Math.ceil(expiresInMs / 1000));
    const disposition = downloadAs && `attachment; filename="${downloadAs.replaceAll('"', '')}"`;
    return at.client.presignedGetObject(at.bucket, nameOf(key), seconds, {
      ...(disposition && { 'response-content-disposition': disposition }),
    });
  },
});

const nextOf = async (parts: AsyncIterator<Buffer>): Promise<Buffer | undefined> => {
  const next = await parts.next();
  return next.done ? undefined : next.value;
};

/** What is small is read at once, and checked before anybody sees it. */
const smallBytes = 512 * 1024;

async function* chained(first: readonly Buffer[], rest: AsyncIterable<Buffer>) {
  yield* first;
  yield* rest;
}

const findAt = async (
  { client, bucket }: Bucket,
  key: BlobKey,
): Promise<StoredBlob | undefined> => {
  const name = nameOf(key);
  return atServer('read a blob', async () => {
    try {
      return storedBlobOf(key, await client.statObject(bucket, name));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  });
};

/** Asks when it is read, so that a stream nobody reads holds no connection. */
async function* contentOf(
  { client, bucket }: Bucket,
  { key, sha256, bytes }: StoredBlob,
): ByteStream & AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  const body = await atServer('read a blob', () => client.getObject(bucket, nameOf(key))).catch(
    gone,
  );
  let read = 0;
  try {
    for (const chunks = body[Symbol.asyncIterator](); ;) {
      const next = await atServer('read a blob', () => chunks.next());
      if (next.done) break;
      const chunk = next.value as Uint8Array;
      hash.update(chunk);
      read += chunk.length;
      yield chunk;
    }
  } finally {
    body.destroy();
  }
  if (read !== bytes) throw corrupt('it ends too early');
  if (hash.digest('hex') !== sha256) throw corrupt('its bytes are not those that were put');
}

const gone = (error: unknown): never => {
  throw error instanceof Error && isMissing(error.cause) ? notFound() : error;
};

async function* keysOf(at: Bucket, prefix: string, after: string): AsyncGenerator<BlobKey> {
  const objects = objectsIn(at, `${blobsPrefix}${prefix}`, `${blobsPrefix}${after}`);
  for await (const { name } of objects) {
    const key = keyOf(name);
    if (key !== undefined) yield key;
  }
}
