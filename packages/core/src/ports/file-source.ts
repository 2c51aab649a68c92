import type { ByteStream } from '../shared/bytes.ts';
import type { FileRef } from '../shared/ids.ts';

/**
 * Files that people sent over the channel.
 * Errors: `file.unavailable` (retryable where the channel may have it later), `file.too-large`.
 */
export type FileSource = {
  /** Refuses more than `maxBytes`, also where the channel announced less. */
  open(ref: FileRef, options: { maxBytes: number }): Promise<ByteStream>;
};
