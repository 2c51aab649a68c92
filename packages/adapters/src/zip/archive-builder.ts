import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ArchiveBuilder, ArchiveEntry, ByteStream } from '@aisha/core';

/** No clock and no file's mode goes in: the same entries make the same bytes. */
const fixedFacts = { mtime: new Date(0), mode: 0o100_644, compress: false };

/**
 * A ZIP that is made while it is read, and no faster. An entry that fails, or that is not as long as
 * announced, fails the whole stream; a reader who stops early closes the open entry.
 */
export const yazlArchiveBuilder = (): ArchiveBuilder => ({
  build: (entries) => archiveOf(entries),
});

async function* archiveOf(
  entries: readonly ArchiveEntry[],
): ByteStream & AsyncGenerator<Uint8Array> {
  const output = new PassThrough();
  const fail = (error: unknown): void => void output.destroy(asError(error));
  const zip = new ZipFile();
  zip.on('error', fail);
  zip.outputStream.pipe(output);
  let current: Readable | undefined;
  const openNow = async (entry: ArchiveEntry): Promise<Readable> => {
    current = Readable.from(await entry.open(), { objectMode: false }).on('error', fail);
    // The reader may have left while the entry was being opened.
    return output.destroyed ? current.destroy() : current;
  };
  try {
    for (const entry of entries) {
      const facts = { ...fixedFacts, size: entry.bytes };
      zip.addReadStreamLazy(entry.name, facts, (proceed) => {
        openNow(entry).then((content) => proceed(undefined, content), fail);
      });
    }
    zip.end();
    yield* output;
  } finally {
    output.destroy();
    if (current) await closed(current);
  }
}

const closed = async (stream: Readable): Promise<void> => {
  stream.destroy();
  if (!stream.closed) await once(stream, 'close');
};

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error('an entry could not be read', { cause: error });
