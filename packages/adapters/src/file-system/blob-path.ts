import { lstat, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { isBlobKey, PortError } from '@aisha/core';

/**
 * Where a key lies below `root`: its folders end in `+`, which no key can hold, so that `a` and `a/b`
 * exist side by side. A key that is not of our making is a defect of the caller.
 */
export const pathOf = (root: string, key: string): string => {
  if (!isBlobKey(key)) throw new TypeError('not a blob key');
  const parts = key.split('/');
  const name = parts.pop() ?? '';
  return join(root, ...parts.map(folderName), name);
};

export const folderName = (part: string): string => `${part}+`;

/** The part of a key that a folder stands for; undefined where the folder is not ours. */
export const partOf = (folder: string): string | undefined =>
  folder.endsWith('+') ? folder.slice(0, -1) : undefined;

/**
 * A key cannot name a place outside `root`, but a symbolic link that somebody put there could lead
 * out of it. Fails with the system's own error where the folder is missing.
 */
export const assertInside = async (root: string, path: string): Promise<void> => {
  const [realRoot, realFolder, leadsOn] = await Promise.all([
    realpath(root),
    realpath(dirname(path)),
    isLink(path),
  ]);
  const stays = `${realFolder}${sep}`.startsWith(`${realRoot}${sep}`);
  if (!stays || leadsOn) {
    throw new PortError('storage.corrupt', 'a blob lies behind a symbolic link', {
      retryable: false,
    });
  }
};

const isLink = async (path: string): Promise<boolean> => {
  const stats = await lstat(path).catch(() => undefined);
  return stats?.isSymbolicLink() ?? false;
};
