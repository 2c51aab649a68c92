import { constants } from 'node:fs';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  streamOf,
  type BlobKey,
  type BlobStore,
  type ByteStream,
  type StoredBlob,
} from '@aisha/core';
import { assertInside, pathOf } from './blob-path.ts';
import { contentIn, readAt, readInfo } from './footer.ts';
import { discard, receive, sweep } from './incoming.ts';
import { prune, publish } from './publish.ts';
import { corrupt, isMissing, notFound, onDisk } from './storage-errors.ts';
import { walk } from './walk.ts';

export type FileSystemBlobStoreOptions = {
  /** Made when missing, readable by its owner alone. Several processes may share it. */
  readonly directory: string;
};

const readBytes = 64 * 1024;
const abandonedAfterMs = 60 * 60_000;

/**
 * Blobs as files: `blobs/` holds what is complete, `incoming/` what is being written. Left over after
 * a crash are at most files in `incoming/`, removed an hour later by the next start.
 */
export const fileSystemBlobStore = ({ directory }: FileSystemBlobStoreOptions): BlobStore => {
  const root = join(resolve(directory), 'blobs');
  const incoming = join(resolve(directory), 'incoming');
  const swept = sweep(incoming, new Date(Date.now() - abandonedAfterMs));
  return {
    put: async (key, content, options) => {
      const path = pathOf(root, key);
      await swept;
      const received = await receive(incoming, content, options);
      try {
        await onDisk('put a blob', () => publish(root, received.path, path));
      } catch (error) {
        await discard(received.path);
        throw error;
      }
      const { sha256, bytes } = received;
      return { key, sha256, bytes, contentType: options.contentType };
    },

    open: async (key) => {
      const content = await smallAt(root, key);
      return content ? streamOf(content) : contentAt(root, key);
    },

    find: (key) => findAt(root, key),

    delete: async (key) => {
      const path = pathOf(root, key);
      await onDisk('delete a blob', () => remove(root, path));
    },

    list: (prefix, { after } = {}) => walk(root, { prefix, after: after ?? '' }),

    deleteUnfinished: (before) => sweep(incoming, before),
  };
};

const findAt = async (root: string, key: BlobKey): Promise<StoredBlob | undefined> => {
  const file = await openAt(root, key);
  if (!file) return undefined;
  try {
    return await onDisk('read a blob', () => readInfo(file, key));
  } finally {
    await file.close();
  }
};

/** Each step on the disk is a turn of another thread: what is small is read in one of them. */
const smallBytes = 512 * 1024;

/** Undefined where it is large. */
const smallAt = async (root: string, key: BlobKey): Promise<Uint8Array | undefined> => {
  const file = await openAt(root, key);
  if (!file) throw notFound();
  try {
    return await onDisk('read a blob', async () => {
      const { size } = await file.stat();
      if (size <= smallBytes) return contentIn(await readAt(file, 0, size));
      await readInfo(file, key);
      return undefined;
    });
  } finally {
    await file.close();
  }
};

/** Opens when it is read, so that a stream nobody reads holds no file open. */
async function* contentAt(root: string, key: BlobKey): ByteStream & AsyncGenerator<Uint8Array> {
  const file = await openAt(root, key);
  if (!file) throw notFound();
  try {
    const { bytes } = await onDisk('read a blob', () => readInfo(file, key));
    for (let position = 0; position < bytes;) {
      const buffer = Buffer.allocUnsafeSlow(Math.min(readBytes, bytes - position));
      const { bytesRead } = await onDisk('read a blob', () => file.read({ buffer, position }));
      if (bytesRead === 0) throw corrupt('it ends too early');
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

// Windows has no such flag; there `assertInside` alone looks for links.
const withoutLinks = constants.O_NOFOLLOW ?? 0;

const openAt = async (root: string, key: BlobKey): Promise<FileHandle | undefined> => {
  const path = pathOf(root, key);
  return onDisk('read a blob', async () => {
    try {
      await assertInside(root, path);
      return await open(path, constants.O_RDONLY | withoutLinks);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  });
};

const remove = async (root: string, path: string): Promise<void> => {
  try {
    await assertInside(root, path);
    await unlink(path);
    await prune(root, path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
};
