import type { PackSource } from './pack-sources.ts';
import { readStylePack, type PackFault, type StylePack } from './style-pack.ts';

/** What is wrong with a file, and whether an earlier state of it stays in use. */
export type FaultyPack = {
  readonly name: string;
  readonly faults: readonly PackFault[];
  readonly keepsOld: boolean;
};

type Kept = {
  readonly stamp: string;
  readonly pack: StylePack | undefined;
  readonly faults: readonly PackFault[];
};

type Files = Map<string, Kept>;

/** The sound packs of several places. Of a file with a fault the state before it stays. */
export const createPackShelf = (report: (faulty: FaultyPack) => void) => {
  const files: Files = new Map();
  return {
    /** Takes up how the files of a place stand now; answers whether anything changed. */
    take: async (place: string, sources: readonly PackSource[]): Promise<boolean> => {
      const keyOf = ({ name }: PackSource): string => `${place} ${name}`;
      const isNew = (source: PackSource): boolean =>
        files.get(keyOf(source))?.stamp !== source.stamp;
      const there = new Set(sources.map(keyOf));
      const gone = [...files.keys()].filter(
        (key) => key.startsWith(`${place} `) && !there.has(key),
      );
      const isChanged = gone.length > 0 || sources.some(isNew);
      for (const key of gone) files.delete(key);
      // Two files may be at odds: where one changed, those with a fault are looked at again.
      const isFaulty = (source: PackSource): boolean =>
        (files.get(keyOf(source))?.faults.length ?? 0) > 0;
      for (const source of sources) {
        if (!isNew(source) && !(isChanged && isFaulty(source))) continue;
        const faulty = await takeFile(files, keyOf(source), source);
        if (faulty) report(faulty);
      }
      return isChanged;
    },
    packs: () => chosenOf(files),
  };
};

/** Answers what is wrong with a file, where that is news. */
const takeFile = async (
  files: Files,
  key: string,
  source: PackSource,
): Promise<FaultyPack | undefined> => {
  const parsed = readStylePack(await source.read());
  const { name, stamp } = source;
  const before = files.get(key);
  const faults = parsed.ok ? clashes(files, key, parsed.pack) : parsed.faults;
  const pack = parsed.ok && faults.length === 0 ? parsed.pack : before?.pack;
  files.set(key, { stamp, pack, faults });
  const isNews = faults.length > 0 && JSON.stringify(faults) !== JSON.stringify(before?.faults);
  return isNews ? { name, faults, keepsOld: pack !== undefined } : undefined;
};

/** Packs of one category take each other's place; any two others share no id. */
const clashes = (files: Files, key: string, pack: StylePack): PackFault[] =>
  [...files].flatMap(([otherKey, { pack: other }]) => {
    if (otherKey === key || !other || other.category.id === pack.category.id) return [];
    return pack.styles
      .filter(({ id }) => other.lines.has(id))
      .map(({ id }) => ({
        line: pack.lines.get(id) ?? 1,
        problem: `${id} is also in ${other.category.id}`,
      }));
  });

/** One of each category, in the order they are shown in: the highest version, and of two equal ones that which came later. */
const chosenOf = (files: Files): readonly StylePack[] => {
  const chosen = new Map<string, StylePack>();
  for (const { pack } of files.values()) {
    const before = pack && chosen.get(pack.category.id);
    if (pack && (!before || pack.version >= before.version)) chosen.set(pack.category.id, pack);
  }
  return [...chosen.values()].toSorted(
    (one, other) => one.order - other.order || (one.category.id < other.category.id ? -1 : 1),
  );
};
