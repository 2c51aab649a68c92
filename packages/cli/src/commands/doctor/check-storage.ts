import { statfs } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import type { BlobKey } from '@aisha/core';
import type { Machine } from '../../machine.ts';
import { fail, ok, reasonOf, warn, type Check, type Finding } from './finding.ts';

const gigabyte = 1_000_000_000;

/** Whether objects can be stored, read and removed, and how much room there is for what lies on this disk. */
export const checkStorage =
  ({ settings, blobs }: Machine): Check =>
  async () => [await writes(blobs), await room(settings.dataDir)];

const writes = async (blobs: Machine['blobs']): Promise<Finding> => {
  const key = `doctor/${randomUUID()}` as BlobKey;
  const word = Buffer.from('doctor');
  try {
    const store = await blobs();
    await store.put(key, one(word), { contentType: 'text/plain', maxBytes: 100 });
    const read: Uint8Array[] = [];
    for await (const chunk of await store.open(key)) read.push(chunk);
    await store.delete(key);
    if (Buffer.concat(read).equals(word)) return ok('storage', 'stores, reads and removes');
    return fail({ name: 'storage', what: 'reads something else than was stored', todo: 'mend it' });
  } catch (error) {
    const todo = 'look at DATA_DIR and its rights, or at the MINIO_ variables';
    return fail({ name: 'storage', what: reasonOf(error), todo });
  }
};

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const room = async (dataDir: string): Promise<Finding> => {
  const name = 'disk';
  try {
    const { bavail, blocks, bsize } = await statfs(dataDir);
    const [free, all] = [bavail * bsize, blocks * bsize];
    const what = `${(free / gigabyte).toFixed(1)} GB of ${(all / gigabyte).toFixed(1)} GB free at ${dataDir}`;
    const todo = 'make room, or put DATA_DIR on a larger disk';
    if (free < gigabyte) return fail({ name, what, todo });
    return free < all * 0.1 ? warn({ name, what, todo }) : ok(name, what);
  } catch (error) {
    return fail({
      name,
      what: `${dataDir}: ${reasonOf(error)}`,
      todo: 'make it, or mend DATA_DIR',
    });
  }
};
