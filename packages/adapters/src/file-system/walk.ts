import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobKey } from '@aisha/core';
import { folderName, isBlobKey, partOf } from './blob-path.ts';
import { isMissing, unavailable } from './storage-errors.ts';

/** Keys below `root` that begin with `prefix`, in the order of their characters. */
export async function* walk(root: string, prefix: string): AsyncGenerator<BlobKey> {
  const start = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const folders = start.split('/').slice(0, -1);
  if (start !== '' && !isBlobKey(folders.join('/'))) return;
  yield* keysIn(join(root, ...folders.map(folderName)), { start, prefix });
}

async function* keysIn(
  folder: string,
  { start, prefix }: { start: string; prefix: string },
): AsyncGenerator<BlobKey> {
  const found = (await entriesOf(folder)).flatMap((entry) => namedIn(start, entry));
  // A folder's name ends in a slash here, so that its keys come where they belong among the files.
  found.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const { name, entry } of found) {
    if (entry.isDirectory()) {
      if (name.startsWith(prefix) || prefix.startsWith(name)) {
        yield* keysIn(join(folder, entry.name), { start: name, prefix });
      }
    } else if (name.startsWith(prefix) && isBlobKey(name)) yield name;
  }
}

const namedIn = (start: string, entry: Dirent): { name: string; entry: Dirent }[] => {
  if (entry.isFile()) return [{ name: `${start}${entry.name}`, entry }];
  const part = entry.isDirectory() ? partOf(entry.name) : undefined;
  return part === undefined ? [] : [{ name: `${start}${part}/`, entry }];
};

const entriesOf = async (folder: string): Promise<Dirent[]> => {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw unavailable('list blobs', error);
  }
};
