import type { ByteStream } from '../shared/bytes.ts';
import type { BlobKey, Sha256 } from '../shared/ids.ts';

export type BlobInfo = {
  readonly key: BlobKey;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly contentType: string;
};

export type StoredBlob = BlobInfo & {
  /** When it was put, by the store's own clock. */
  readonly storedAt: Date;
};

/**
 * Bytes under keys of our own making (`a-z0-9/-._`, at most 200 characters, no empty, `.` or `..` part).
 * Never half visible: a key exists with all its bytes or not at all.
 * Errors: `storage.unavailable` (retryable), `storage.not-found`, `storage.too-large`,
 * `storage.corrupt` (what is stored was damaged or tampered with).
 */
export type BlobStore = {
  /** Stores, replacing what is there. Refuses more than `maxBytes`, leaving nothing behind. */
  put(
    key: BlobKey,
    content: ByteStream,
    options: { contentType: string; maxBytes: number },
  ): Promise<BlobInfo>;
  /** Fails with `storage.not-found` where the key is missing. */
  open(key: BlobKey): Promise<ByteStream>;
  find(key: BlobKey): Promise<StoredBlob | undefined>;
  /** A missing key is fine. */
  delete(key: BlobKey): Promise<void>;
  /**
   * Keys that begin with `prefix`, in the order of their characters, those greater than `after` where
   * it is given. Streamed: however many there are, few are in memory.
   */
  list(prefix: string, options?: { after?: BlobKey | undefined }): AsyncIterable<BlobKey>;
  /**
   * Removes what a `put` that never ended has left behind, begun before `before`; answers how many.
   * A `put` under way is left alone.
   */
  deleteUnfinished(before: Date): Promise<number>;
};
