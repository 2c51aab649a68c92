import { mkdir, open, rename, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { assertInside } from './blob-path.ts';
import { isMissing, systemCode } from './storage-errors.ts';

const maxTries = 5;

/** Gives a complete file its place, in one step. A crash of the machine afterwards does not undo it. */
export const publish = async (root: string, from: string, to: string): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      await assertInside(root, to);
      await rename(from, to);
      break;
    } catch (error) {
      // More than once: a `delete` may remove the folder again for being empty.
      if (!isMissing(error) || tries === maxTries) throw error;
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    }
  }
  // At once: the disk writes them together, where one after the other each would wait for its turn.
  await Promise.all([...foldersUpTo(root, to)].map(syncFolder));
};

/** Removes the folders that have become empty. */
export const prune = async (root: string, path: string): Promise<void> => {
  for (const folder of foldersUpTo(root, path)) {
    if (folder === root) return;
    try {
      await rmdir(folder);
    } catch {
      return;
    }
  }
};

/** From the folder of `path` up to `root` itself. */
function* foldersUpTo(root: string, path: string): Generator<string> {
  for (let folder = dirname(path); folder.length >= root.length; folder = dirname(folder)) {
    yield folder;
  }
}

/** A rename is on the disk when its folder is. Windows cannot do it for folders and need not. */
const syncFolder = async (folder: string): Promise<void> => {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!needless.has(systemCode(error) ?? '')) throw error;
  }
};

const needless = new Set(['EPERM', 'EACCES', 'EISDIR', 'EINVAL', 'ENOENT']);
