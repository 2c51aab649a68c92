import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteStream, Sha256 } from '@aisha/core';
import { footerOf } from './footer.ts';
import { isMissing, onDisk, tooLarge } from './storage-errors.ts';

export type Received = {
  /** The file under its passing name, complete and on the disk. */
  readonly path: string;
  readonly sha256: Sha256;
  readonly bytes: number;
};

type Limits = { readonly contentType: string; readonly maxBytes: number };

/** Hashing is synchronous: pieces keep a large chunk from holding up everybody else. */
const pieceBytes = 256 * 1024;

/**
 * Writes a stream to a file of its own in `folder`, which must be on the same file system as its
 * destination. Whatever goes wrong, the file is gone again.
 */
export const receive = async (
  folder: string,
  content: ByteStream,
  limits: Limits,
): Promise<Received> => {
  const path = join(folder, randomUUID());
  const file = await onDisk('put a blob', () => create(folder, path));
  try {
    try {
      return { path, ...(await fill(file, content, limits)) };
    } finally {
      await onDisk('put a blob', () => file.close());
    }
  } catch (error) {
    await discard(path);
    throw error;
  }
};

/** A file that cannot be removed now is swept an hour later. */
export const discard = (path: string): Promise<void> =>
  rm(path, { force: true }).catch(() => undefined);

const create = async (folder: string, path: string): Promise<FileHandle> => {
  const openNew = () =>
    open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    return await openNew();
  } catch (error) {
    if (!isMissing(error)) throw error;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return openNew();
  }
};

const fill = async (
  file: FileHandle,
  content: ByteStream,
  { contentType, maxBytes }: Limits,
): Promise<Omit<Received, 'path'>> => {
  const hash = createHash('sha256');
  const write = (piece: Uint8Array) => onDisk('put a blob', () => file.writeFile(piece));
  let bytes = 0;
  // The last piece is written together with the footer.
  let last: Uint8Array = new Uint8Array();
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      const piece = chunk.subarray(at, at + pieceBytes);
      hash.update(piece);
      if (last.length > 0) await write(last);
      last = piece;
    }
  }
  const facts = { sha256: hash.digest('hex') as Sha256, bytes, contentType };
  await write(Buffer.concat([last, footerOf(facts)]));
  await onDisk('put a blob', () => file.sync());
  return { sha256: facts.sha256, bytes };
};

/**
 * Removes what a crash has left, untouched since `before`; answers how many. Younger files may belong to
 * another process that is still writing.
 */
export const sweep = async (folder: string, before: Date): Promise<number> => {
  const names = await readdir(folder).catch(() => []);
  let swept = 0;
  for (const name of names) {
    const path = join(folder, name);
    const stats = await stat(path).catch(() => undefined);
    if (!stats || stats.mtime >= before) continue;
    await discard(path);
    swept += 1;
  }
  return swept;
};
