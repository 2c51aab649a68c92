import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { partOf } from './blob-path.ts';
import { isMissing, unavailable } from './storage-errors.ts';

/** A file by its key; a folder by the beginning of its keys, which ends in a slash. */
export type Named = { readonly name: string; readonly isFolder: boolean };

/** How many names are in memory at a time. A folder with more is read again for each so many. */
const atOnce = 10_000;

/**
 * What `folder` holds, in the order of the keys: a folder's name ends in a slash here, so that its keys
 * come where they belong among the files. A system lists a folder in an order of its own, so of a very
 * large one the next few are picked in one reading, again and again.
 */
export async function* orderedEntries(
  folder: string,
  start: string,
  isWanted: (entry: Named) => boolean,
  limit = atOnce,
): AsyncGenerator<Named> {
  for (let last = ''; ;) {
    const next = await nextOf(
      folder,
      (dirent) => {
        const entry = namedIn(start, dirent);
        return entry && entry.name > last && isWanted(entry) ? entry : undefined;
      },
      limit,
    );
    yield* next;
    if (next.length < limit) return;
    last = next.at(-1)?.name ?? '';
  }
}

/** The least `limit` of a folder's entries, those for which `pick` answers. */
const nextOf = async (
  folder: string,
  pick: (dirent: Dirent) => Named | undefined,
  limit: number,
): Promise<Named[]> => {
  const found: Named[] = [];
  for await (const dirent of entriesOf(folder)) {
    const entry = pick(dirent);
    if (entry) found.push(entry);
    if (found.length >= 2 * limit) keepLeast(found, limit);
  }
  keepLeast(found, limit);
  return found;
};

const keepLeast = (entries: Named[], limit: number): void => {
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  entries.length = Math.min(entries.length, limit);
};

async function* entriesOf(folder: string): AsyncGenerator<Dirent> {
  try {
    yield* await opendir(folder, { bufferSize: 256 });
  } catch (error) {
    if (!isMissing(error)) throw unavailable('list blobs', error);
  }
}

const namedIn = (start: string, entry: Dirent): Named | undefined => {
  if (entry.isFile()) return { name: `${start}${entry.name}`, isFolder: false };
  const part = entry.isDirectory() ? partOf(entry.name) : undefined;
  return part === undefined ? undefined : { name: `${start}${part}/`, isFolder: true };
};
