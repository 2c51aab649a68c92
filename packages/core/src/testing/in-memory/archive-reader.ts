import { ok, refuse } from '../../shared/result.ts';
import { PortError } from '../../shared/port-error.ts';
import type { ArchivedFile, ArchiveReader } from '../../ports/archive-reader.ts';
import { concat, collectUpTo, streamOf, textOf, utf8 } from '../streams.ts';

export type PlainFile = {
  readonly content: Uint8Array;
  /** More or less than it is, as a liar says. */
  readonly claimedBytes?: number | undefined;
};

type PlainHead = {
  readonly sizes: readonly number[];
  readonly claims: readonly number[];
  readonly isEncrypted: boolean;
};

const magic = 'ZIP:';

/** An archive in words, for readers that are fakes: a line of JSON, and then the files. */
export const plainArchive = (
  files: readonly PlainFile[],
  { isEncrypted = false }: { isEncrypted?: boolean } = {},
): Uint8Array => {
  const sizes = files.map(({ content }) => content.length);
  const claims = files.map(({ content, claimedBytes }) => claimedBytes ?? content.length);
  const head: PlainHead = { sizes, claims, isEncrypted };
  const contents = files.map(({ content }) => content);
  return concat([utf8(`${magic}${JSON.stringify(head)}\n`), ...contents]);
};

/** Reads what `plainArchive` writes, by all the rules. */
export const fakeArchiveReader = (): ArchiveReader => ({
  isArchive: (head) => utf8(magic).every((byte, at) => head[at] === byte),
  read: async (stream, { maxBytes, maxFiles, maxUnpackedBytes, maxRatio }) => {
    const archive = await collectUpTo(stream, maxBytes);
    if (!archive) return refuse({ code: 'archive.too-large' });
    const found = headOf(archive);
    if (!found) return refuse({ code: 'archive.damaged' });
    const { sizes, claims, isEncrypted } = found.head;
    if (isEncrypted) return refuse({ code: 'archive.encrypted' });
    if (sizes.length === 0) return refuse({ code: 'archive.empty' });
    if (sizes.length > maxFiles) return refuse({ code: 'archive.too-many-files' });
    const unpacked = claims.reduce((sum, bytes) => sum + bytes, 0);
    if (unpacked > Math.min(maxUnpackedBytes, archive.length * maxRatio)) {
      return refuse({ code: 'archive.too-large' });
    }
    return ok(filesIn(archive.subarray(found.end), found.head));
  },
});

const headOf = (archive: Uint8Array): { head: PlainHead; end: number } | undefined => {
  const end = archive.indexOf(0x0a) + 1;
  if (end === 0) return undefined;
  const head = JSON.parse(textOf(archive.subarray(magic.length, end - 1))) as PlainHead;
  const bytes = head.sizes.reduce((sum, size) => sum + size, 0);
  return archive.length === end + bytes ? { head, end } : undefined;
};

const filesIn = (contents: Uint8Array, { sizes, claims }: PlainHead): ArchivedFile[] => {
  let at = 0;
  return sizes.map((size, index) => {
    const content = contents.slice(at, at + size);
    at += size;
    const bytes = claims[index] ?? size;
    return {
      bytes,
      open: async () => {
        if (bytes === size) return streamOf(content);
        throw new PortError('file.damaged', 'unpack a file', { retryable: false });
      },
    };
  });
};
