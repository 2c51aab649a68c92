import type { ByteStream } from '../shared/bytes.ts';

export type ArchiveEntry = {
  readonly name: string;
  readonly bytes: number;
  open(): Promise<ByteStream>;
};

/** Builds a ZIP as a stream, one entry open at a time, stored and not deflated. */
export type ArchiveBuilder = {
  build(entries: readonly ArchiveEntry[]): ByteStream;
};
