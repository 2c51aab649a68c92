import { isBlobKey, type BlobKey } from '@aisha/core';

/** Keeps blobs apart from what is still growing, and every name from looking like a number: the client reads `007` as 7. */
export const blobsPrefix = 'blobs/';

/** A key that is not of our making is a defect of the caller. */
export const nameOf = (key: BlobKey): string => {
  if (!isBlobKey(key)) throw new TypeError('not a blob key');
  return `${blobsPrefix}${key}`;
};

/** Undefined where the name is nobody's. */
export const keyOf = (name: string): BlobKey | undefined => {
  const key = name.slice(blobsPrefix.length);
  return isBlobKey(key) ? key : undefined;
};
