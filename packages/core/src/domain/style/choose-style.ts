import type { Style } from './style.ts';

export type StyleCount = { readonly styleId: string; readonly count: number };

/** Those that people order most come first; of equals the pack's own order stays. */
export const popularFirst = (
  styles: readonly Style[],
  counts: readonly StyleCount[],
): readonly Style[] => {
  const countOf = new Map(counts.map(({ styleId, count }) => [styleId, count]));
  return styles.toSorted((one, other) => (countOf.get(other.id) ?? 0) - (countOf.get(one.id) ?? 0));
};

/** One of them by chance, and another than the last where there is another. */
export const surprise = (
  styles: readonly Style[],
  { chance, last }: { readonly chance: number; readonly last?: string | undefined },
): Style | undefined => {
  const others = styles.filter(({ id }) => id !== last);
  const from = others.length > 0 ? others : styles;
  return from[chance % Math.max(1, from.length)];
};
