import type { BlobKey } from '../shared/ids.ts';
import { isPortError } from '../shared/port-error.ts';
import type { BlobStore, StoredBlob } from '../ports/blob-store.ts';

/** What is stored and undamaged: whoever looks at many goes on past one that is not. */
export const findWhole = async (
  blobs: Pick<BlobStore, 'find'>,
  key: BlobKey,
): Promise<StoredBlob | undefined> => {
  try {
    return await blobs.find(key);
  } catch (error) {
    if (isPortError(error, 'storage.corrupt')) return undefined;
    throw error;
  }
};

/** Whether all the bytes that a row tells of are there. */
export const isWhole = async (
  blobs: Pick<BlobStore, 'find'>,
  key: BlobKey,
  bytes: number,
): Promise<boolean> => (await findWhole(blobs, key))?.bytes === bytes;
