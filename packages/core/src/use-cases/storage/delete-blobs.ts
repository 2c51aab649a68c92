import type { BlobKey } from '../../shared/ids.ts';
import type { Ports } from '../../ports/ports.ts';

/** Removes bytes that no row names any more; those that one does name are left alone. */
export const deleteBlobs =
  ({ blobs, blobReferences, logger }: Pick<Ports, 'blobs' | 'blobReferences' | 'logger'>) =>
  async ({ keys }: { keys: readonly BlobKey[] }): Promise<void> => {
    for (const key of keys) {
      if (await blobReferences.has(key)) logger.error({ key }, 'bytes in use are not deleted');
      else await blobs.delete(key);
    }
  };
