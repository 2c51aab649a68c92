import type { BlobKey } from '../shared/ids.ts';

/** A key that a row names, and the row: `photo 018f…`. */
export type BlobReference = { readonly key: BlobKey; readonly owner: string };

/** Which blobs our rows refer to. */
export type BlobReferences = {
  /** Those whose key is greater than `after`, where given, in the order of their characters, at most `limit`. */
  list(page: { limit: number; after?: BlobKey | undefined }): Promise<readonly BlobReference[]>;
  /** Whether any row refers to the key now. */
  has(key: BlobKey): Promise<boolean>;
};
