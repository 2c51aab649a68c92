import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gather, stylePacksPrefix, type BlobKey, type BlobStore } from '@aisha/core';
import { packLimits } from './pack-schema.ts';

/** A file with a pack in it, wherever it is. */
export type PackSource = {
  /** As an operator looks for it. */
  readonly name: string;
  /** Another one when the file is another. */
  readonly stamp: string;
  read(): Promise<string>;
};

const packName = /^[a-z0-9][a-z0-9-]*\.ya?ml$/u;

const bounded = <Name extends string>(names: readonly Name[]): readonly Name[] =>
  names
    .filter((name) => packName.test(basename(name)))
    .toSorted()
    .slice(0, packLimits.packs);

const tooLarge = `# ${'x'.repeat(packLimits.bytes)}`;

/** The packs of a folder. A link is followed, as those of mounted configuration are. */
export const packsInFolder = async (directory: string): Promise<readonly PackSource[]> => {
  const names = bounded(await readdir(directory));
  return Promise.all(
    names.map(async (file) => {
      const path = join(directory, file);
      const { mtimeMs, size, ino } = await stat(path);
      return {
        name: path,
        stamp: `${mtimeMs} ${size} ${ino}`,
        read: () => (size > packLimits.bytes ? Promise.resolve(tooLarge) : readFile(path, 'utf8')),
      };
    }),
  );
};

/** The packs that operators put into storage. */
export const packsInStorage = async (
  blobs: Pick<BlobStore, 'list' | 'find' | 'open'>,
): Promise<readonly PackSource[]> => {
  const keys: BlobKey[] = [];
  for await (const key of blobs.list(stylePacksPrefix)) {
    keys.push(key);
    if (keys.length === packLimits.packs) break;
  }
  const found = await Promise.all(bounded(keys).map((key) => blobs.find(key)));
  return found.flatMap((info) =>
    info
      ? [
          {
            name: info.key,
            stamp: info.sha256,
            read: async () =>
              info.bytes > packLimits.bytes
                ? tooLarge
                : new TextDecoder().decode(await gather(await blobs.open(info.key))),
          },
        ]
      : [],
  );
};
