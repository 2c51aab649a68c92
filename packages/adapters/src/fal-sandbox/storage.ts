import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { writeAtomically } from './atomic-file.ts';
import { bounded } from './bounded-stream.ts';
import { limits } from './options.ts';
import type { FileRef } from './run-record.ts';

const meta = z.object({ name: z.string(), contentType: z.string() });

interface StoredFile {
  readonly contentType: string;
  readonly bytes: number;
  /** Where the bytes lie on this machine. */
  readonly diskPath: string;
  readonly open: () => Readable;
}

export interface FileStore {
  readonly newFile: (name: string) => { id: string; path: string };
  /** Stores the stream under `id`; throws `TooLarge` beyond `maxBytes` and keeps nothing. */
  readonly put: (
    file: { id: string; name: string; contentType: string; maxBytes: number },
    content: AsyncIterable<Buffer>,
  ) => Promise<number>;
  readonly add: (content: Buffer, name: string, contentType: string) => Promise<FileRef>;
  readonly find: (path: string) => Promise<StoredFile | undefined>;
  /** Removes what is too old, and the oldest beyond the number kept. */
  readonly sweep: (now: number) => Promise<void>;
}

/** Names come from strangers: nothing but letters, digits, dot, dash and underscore is kept. */
export const safeName = (name: string): string =>
  name
    .replace(/[^\w.-]+/g, '_')
    .replace(/^\.+/, '')
    .slice(-80) || 'file';

const filePath = /^\/files\/([0-9a-f]{32})\/([\w.-]{1,80})$/;

const findFile = async (root: string, path: string): Promise<StoredFile | undefined> => {
  const [, id, name] = filePath.exec(path) ?? [];
  if (id === undefined) return undefined;
  try {
    const described = await readFile(join(root, id, 'meta.json'), 'utf8');
    const known = meta.parse(JSON.parse(described));
    if (known.name !== name) return undefined;
    const diskPath = join(root, id, 'data');
    const { size: bytes } = await stat(diskPath);
    const open = () => createReadStream(diskPath);
    return { contentType: known.contentType, bytes, diskPath, open };
  } catch {
    return undefined;
  }
};

const sweepFiles = async (root: string, now: number): Promise<void> => {
  const ages = await Promise.all(
    (await readdir(root)).map(async (id) => {
      const { mtimeMs } = await stat(join(root, id)).catch(() => ({ mtimeMs: now }));
      return { id, at: mtimeMs };
    }),
  );
  const gone = ages
    .toSorted((a, b) => b.at - a.at)
    .filter(({ at }, index) => index >= limits.keptFiles || now - at > limits.fileAgeMs);
  for (const { id } of gone) await rm(join(root, id), { recursive: true, force: true });
};

/** Files at `/files/<id>/<name>`. The id is 128 random bits: who knows the URL may read, as with fal's CDN. */
export const openFileStore = async (dataDir: string): Promise<FileStore> => {
  const root = join(dataDir, 'files');
  await mkdir(root, { recursive: true });

  const put: FileStore['put'] = async ({ id, name, contentType, maxBytes }, content) => {
    const folder = join(root, id);
    await mkdir(folder, { recursive: true });
    const diskPath = join(folder, 'data');
    try {
      await pipeline(Readable.from(content), bounded(maxBytes), createWriteStream(diskPath));
      // The description comes last: without it the file does not exist.
      await writeAtomically(join(folder, 'meta.json'), JSON.stringify({ name, contentType }));
      return (await stat(diskPath)).size;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  };

  return {
    newFile: (name) => {
      const id = randomBytes(16).toString('hex');
      return { id, path: `/files/${id}/${safeName(name)}` };
    },
    put,
    add: async (content, rawName, contentType) => {
      const name = safeName(rawName);
      const id = randomBytes(16).toString('hex');
      await put({ id, name, contentType, maxBytes: content.length }, Readable.from([content]));
      return { path: `/files/${id}/${name}`, contentType, name, bytes: content.length };
    },
    find: (path) => findFile(root, path),
    sweep: (now) => sweepFiles(root, now),
  };
};
