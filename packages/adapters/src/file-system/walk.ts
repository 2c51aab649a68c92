import { isBlobKey, type BlobKey } from '@aisha/core';
import { join } from 'node:path';
import { folderName } from './blob-path.ts';
import { orderedEntries, type Named } from './ordered-entries.ts';

export type Walk = {
  readonly prefix: string;
  /** Only keys greater than this; all where it is empty. */
  readonly after: string;
};

/** Keys below `root`, in the order of their characters. */
export async function* walk(root: string, wanted: Walk): AsyncGenerator<BlobKey> {
  const { prefix } = wanted;
  const start = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const folders = start.split('/').slice(0, -1);
  if (start !== '' && !isBlobKey(folders.join('/'))) return;
  yield* keysIn(join(root, ...folders.map(folderName)), start, wanted);
}

async function* keysIn(folder: string, start: string, wanted: Walk): AsyncGenerator<BlobKey> {
  const isWanted = (entry: Named): boolean => mayHold(entry, wanted);
  for await (const { name, isFolder } of orderedEntries(folder, start, isWanted)) {
    if (isFolder) yield* keysIn(join(folder, folderOf(start, name)), name, wanted);
    else if (isBlobKey(name)) yield name;
  }
}

const folderOf = (start: string, name: string): string => folderName(name.slice(start.length, -1));

/** A folder is passed over where all that it can hold is. */
const mayHold = ({ name, isFolder }: Named, { prefix, after }: Walk): boolean => {
  if (!isFolder) return name.startsWith(prefix) && name > after;
  const isBelow = name.startsWith(prefix) || prefix.startsWith(name);
  return isBelow && (name > after || after.startsWith(name));
};
