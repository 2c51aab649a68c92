import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import {
  ok,
  PortError,
  refuse,
  type ArchivedFile,
  type ArchiveReader,
  type ArchiveReaderRefusal,
  type ArchiveRules,
  type ByteStream,
  type Result,
} from '@aisha/core';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { isLaidOutHonestly, refusalOf } from './archive-claims.ts';

/** https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT: a local file header, or the end of an empty archive. */
const beginnings = [Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('PK\x05\x06', 'latin1')];

/** Folders and resource forks have an entry each, and are no files of anybody's. */
const entriesAFile = 4;

/**
 * ZIP archives. The archive itself is in memory, at most `maxBytes` of it; what is in it is unpacked
 * while it is read. All that the directory at its end claims is checked before that.
 */
export const yauzlArchiveReader = (): ArchiveReader => ({
  isArchive: (head) => beginnings.some((start) => start.equals(head.subarray(0, start.length))),
  read: async (content, rules) => {
    const bytes = await gatherUpTo(content, rules.maxBytes);
    if (!bytes) return refuse({ code: 'archive.too-large' });
    try {
      return await open(bytes, rules);
    } catch (error) {
      // Bytes in memory do not fail: what yauzl cannot make sense of is damaged.
      const isEncrypted = error instanceof Error && /encryption/u.test(error.message);
      return refuse({ code: isEncrypted ? 'archive.encrypted' : 'archive.damaged' });
    }
  },
});

const gatherUpTo = async (stream: ByteStream, maxBytes: number): Promise<Buffer | undefined> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
};

const open = async (
  bytes: Buffer,
  rules: ArchiveRules,
): Promise<Result<readonly ArchivedFile[], ArchiveReaderRefusal>> => {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false });
  if (zip.entryCount > rules.maxFiles * entriesAFile) {
    return refuse({ code: 'archive.too-many-files' });
  }
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  if (!isLaidOutHonestly(entries, bytes.length)) return refuse({ code: 'archive.damaged' });
  const files = entries.filter((entry) => !isRubbish(entry));
  const code = refusalOf(files, rules);
  if (code) return refuse({ code });
  return ok(files.map((entry) => archivedFile(zip, entry)));
};

/** Names are bytes of whatever alphabet; these patterns are the same in all of them. */
const isRubbish = ({ fileNameRaw }: Entry): boolean =>
  /[/\\]$|(?:^|[/\\])(?:__MACOSX[/\\]|\.(?!\.?[/\\]))|(?:^|[/\\])(?:thumbs\.db|desktop\.ini)$/iu.test(
    fileNameRaw.toString('latin1'),
  );

const archivedFile = (zip: ZipFile, entry: Entry): ArchivedFile => ({
  bytes: entry.uncompressedSize,
  open: async () => unpacking(await openEntry(zip, entry), entry),
});

const openEntry = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  zip.openReadStreamPromise(entry).catch((cause: unknown) => {
    throw damaged(cause);
  });

/** Ends with an error where more or less comes out than the entry claims, or something else. */
async function* unpacking(stream: Readable, entry: Entry): AsyncGenerator<Uint8Array> {
  // Another error may follow the one that ended it.
  stream.on('error', () => undefined);
  let checksum = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
    if (checksum !== entry.crc32) throw new Error('the checksum is another');
  } catch (cause) {
    throw damaged(cause);
  } finally {
    stream.destroy();
  }
}

const damaged = (cause: unknown): PortError =>
  new PortError('file.damaged', 'unpack a file of an archive', { retryable: false, cause });
