import type { Client } from 'minio';
import { atServer } from './minio-errors.ts';

export type Bucket = { readonly client: Client; readonly bucket: string };

export type Listed = { readonly name: string; readonly lastModified: Date };

/** Objects whose name begins with `prefix` and is greater than `after`, in order; a thousand in memory at most. */
export async function* objectsIn(
  { client, bucket }: Bucket,
  prefix: string,
  after = '',
): AsyncGenerator<Listed> {
  const found = client.listObjectsV2(bucket, prefix, true, after);
  const objects = found[Symbol.asyncIterator]() as AsyncIterator<Partial<Listed>, undefined>;
  try {
    for (;;) {
      const next = await atServer('list blobs', () => objects.next());
      if (next.done) return;
      const { name, lastModified } = next.value;
      if (name !== undefined && lastModified !== undefined) yield { name, lastModified };
    }
  } finally {
    found.destroy();
  }
}
