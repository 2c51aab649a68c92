import type { ByteStream } from '../shared/bytes.ts';
import type { BlobKey, Sha256 } from '../shared/ids.ts';

export type BlobInfo = {
  readonly key: BlobKey;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly contentType: string;
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
  find(key: BlobKey): Promise<BlobInfo | undefined>;
  /** A missing key is fine. */
  delete(key: BlobKey): Promise<void>;
  /** Keys that begin with `prefix`, in order. */
  list(prefix: string): AsyncIterable<BlobKey>;
};
