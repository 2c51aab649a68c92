import { createPackShelf, type FaultyPack } from './pack-shelf.ts';
import { packsInFolder } from './pack-sources.ts';
import { ownStylesDirectory } from './yaml-style-catalog.ts';

export type LintedStyles = {
  readonly directory: string;
  readonly files: number;
  readonly categories: number;
  readonly styles: number;
  readonly faults: readonly {
    readonly file: string;
    readonly line: number;
    readonly problem: string;
  }[];
};

/** Reads every pack of a folder as the catalogue does. Throws where there is no such folder. */
export const lintStyles = async (directory = ownStylesDirectory): Promise<LintedStyles> => {
  const faulty: FaultyPack[] = [];
  const shelf = createPackShelf((pack) => faulty.push(pack));
  const sources = await packsInFolder(directory);
  await shelf.take(directory, sources);
  const packs = shelf.packs();
  return {
    directory,
    files: sources.length,
    categories: packs.length,
    styles: packs.reduce((sum, { styles }) => sum + styles.length, 0),
    faults: faulty.flatMap(({ name, faults }) =>
      faults.map(({ line, problem }) => ({ file: name, line, problem })),
    ),
  };
};
