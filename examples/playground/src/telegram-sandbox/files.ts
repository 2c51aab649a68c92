import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Table } from './journal.ts';
import type { TemporaryFile } from './uploads.ts';

export type FileKind = 'photo' | 'document' | 'voice' | 'animation' | 'thumbnail';

/** What `file_id` names. Equal bytes of one kind share their `uniqueId`. */
export interface FileRecord {
  fileId: string;
  uniqueId: string;
  kind: FileKind;
  /** As getFile gives it, such as `photos/file_7.jpg`. */
  path: string;
  sha256: string;
  size: number;
  width?: number;
  height?: number;
  /** Seconds. */
  duration?: number;
  name?: string;
  mime?: string;
  thumbnailId?: string;
  /** Of a photo: the ids of all its sizes, ascending. */
  sizeIds?: string[];
  /** Chats whose people may see it. */
  chatIds: number[];
}

export type NewFile = Pick<FileRecord, 'kind'> &
  Partial<Pick<FileRecord, 'width' | 'height' | 'duration' | 'name' | 'mime' | 'thumbnailId'>>;

export interface FileLibrary {
  find: (fileId: string) => FileRecord | undefined;
  findByPath: (path: string) => FileRecord | undefined;
  /** Takes over an arrived file, or keeps the bytes given. */
  add: (source: TemporaryFile | Uint8Array, file: NewFile) => Promise<FileRecord>;
  update: (file: FileRecord) => void;
  bytesPath: (file: FileRecord) => string;
  readonly temporaryDirectory: string;
}

const maxFiles = 20_000;
const maxTotalBytes = 4 * 1024 ** 3;

const extensions: Record<FileKind, string> = {
  photo: 'jpg',
  thumbnail: 'jpg',
  document: 'bin',
  voice: 'oga',
  animation: 'mp4',
};
const folders: Record<FileKind, string> = {
  photo: 'photos',
  thumbnail: 'thumbnails',
  document: 'documents',
  voice: 'voice',
  animation: 'animations',
};
const idPrefixes: Record<FileKind, string> = {
  photo: 'AgAC',
  thumbnail: 'AAMC',
  document: 'BQAC',
  voice: 'AwAC',
  animation: 'CgAC',
};

const extensionOf = ({ kind, name }: NewFile): string =>
  /\.([A-Za-z0-9]{1,8})$/.exec(name ?? '')?.[1] ?? extensions[kind];

const uniqueIdOf = (kind: FileKind, sha256: string): string =>
  `AQAD${createHash('sha256').update(`${kind}:${sha256}`).digest('base64url').slice(0, 12)}`;

/** Counts how many records hold each content, so that the last one takes the bytes along. */
const countContents = (records: FileRecord[]) => {
  const holders = new Map<string, number>();
  let bytes = 0;
  const add = ({ sha256, size }: FileRecord): void => {
    const count = holders.get(sha256) ?? 0;
    if (count === 0) bytes += size;
    holders.set(sha256, count + 1);
  };
  for (const record of records) add(record);
  return {
    add,
    /** True when nobody holds the content any more. */
    drop: ({ sha256, size }: FileRecord): boolean => {
      const count = holders.get(sha256) ?? 0;
      if (count > 1) return !holders.set(sha256, count - 1);
      bytes -= size;
      return holders.delete(sha256);
    },
    bytes: () => bytes,
  };
};

export interface FileLibraryOptions {
  directory: string;
  table: Table<FileRecord>;
  nextNumber: () => number;
}

/** Takes the bytes to their place and gives their SHA-256 and size. */
const keepBytes = async (
  source: TemporaryFile | Uint8Array,
  bytesPath: (file: Pick<FileRecord, 'sha256'>) => string,
): Promise<[string, number]> => {
  if (!(source instanceof Uint8Array)) {
    await rename(source.path, bytesPath(source));
    return [source.sha256, source.size];
  }
  const sha256 = createHash('sha256').update(source).digest('hex');
  const path = bytesPath({ sha256 });
  if (!existsSync(path)) {
    const draft = `${path}.${randomBytes(6).toString('hex')}`;
    await writeFile(draft, source);
    await rename(draft, path);
  }
  return [sha256, source.byteLength];
};

/** Files by content under `directory/bytes`; the oldest leave when there are too many. */
export const openFiles = ({ directory, table, nextNumber }: FileLibraryOptions): FileLibrary => {
  const bytesDirectory = join(directory, 'bytes');
  mkdirSync(bytesDirectory, { recursive: true });
  const byPath = new Map(table.values().map((record) => [record.path, record.fileId]));
  const contents = countContents(table.values());
  const bytesPath = ({ sha256 }: Pick<FileRecord, 'sha256'>): string =>
    join(bytesDirectory, sha256);

  const evictOldest = async (): Promise<void> => {
    while (table.size > maxFiles || contents.bytes() > maxTotalBytes) {
      const [oldest] = table.values();
      if (oldest === undefined) return;
      table.delete(oldest.fileId);
      byPath.delete(oldest.path);
      if (contents.drop(oldest)) await rm(bytesPath(oldest), { force: true });
    }
  };

  return {
    bytesPath,
    temporaryDirectory: join(directory, 'arriving'),
    find: (fileId) => table.get(fileId),
    findByPath: (path) => table.get(byPath.get(path) ?? ''),
    update: (file) => table.set(file.fileId, file),
    add: async (source, file) => {
      const [sha256, size] = await keepBytes(source, bytesPath);
      const record: FileRecord = {
        ...file,
        fileId: `${idPrefixes[file.kind]}${randomBytes(42).toString('base64url')}`,
        uniqueId: uniqueIdOf(file.kind, sha256),
        path: `${folders[file.kind]}/file_${nextNumber()}.${extensionOf(file)}`,
        sha256,
        size,
        chatIds: [],
      };
      table.set(record.fileId, record);
      byPath.set(record.path, record.fileId);
      contents.add(record);
      await evictOldest();
      return record;
    },
  };
};
