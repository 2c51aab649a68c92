import type { ByteStream } from '../shared/bytes.ts';
import type { Result } from '../shared/result.ts';
import type { ArchiveRefusalCode, ArchiveRules } from '../domain/photo/archive.ts';

/** A file in an archive that somebody sent. Its name says nothing, so it has none. */
export type ArchivedFile = {
  /** Unpacked, as the archive claims. */
  readonly bytes: number;
  /** Unpacks while it is read, never more than claimed. Fails with `file.damaged` (not retryable). */
  open(): Promise<ByteStream>;
};

export type ArchiveReaderRefusal = { readonly code: ArchiveRefusalCode };

/**
 * Reads archives (ZIP) that people send, and trusts none of what they claim: what breaks the rules is
 * refused before anything is unpacked. An archive within an archive is a file like others.
 */
export type ArchiveReader = {
  /** Whether content with these first 4 bytes is an archive. */
  isArchive(head: Uint8Array): boolean;
  /**
   * The files in the order of the archive, without folders and what archivers add of themselves:
   * `__MACOSX`, names that begin with a dot. Errors: those of the stream.
   */
  read(
    content: ByteStream,
    rules: ArchiveRules,
  ): Promise<Result<readonly ArchivedFile[], ArchiveReaderRefusal>>;
};
