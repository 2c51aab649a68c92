/** Telegram crops the extremes: nothing in an album is thinner or wider than this. */
const clampRatio = (ratio: number): number => Math.min(1.8, Math.max(0.62, ratio || 1));

const partitions = (count: number): number[][] => {
  if (count === 0) return [[]];
  const found: number[][] = [];
  for (let first = 1; first <= Math.min(4, count); first += 1) {
    for (const rest of partitions(count - first)) found.push([first, ...rest]);
  }
  return found;
};

const rowsOf = (ratios: number[], sizes: number[]): number[][] => {
  let start = 0;
  return sizes.map((size) => ratios.slice(start, (start += size)));
};

const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Even rows, and a whole that is nearly square, look best. */
const ugliness = (rows: number[][]): number => {
  const heights = rows.map((row) => 1 / sum(row));
  const total = sum(heights);
  const spread = sum(heights.map((height) => Math.abs(height - total / heights.length)));
  const slivers = rows.flatMap((row) => row.map((ratio) => ratio / sum(row)));
  const tooNarrow = slivers.filter((share) => share < 0.2).length;
  return Math.abs(total - 1.05) * 1.6 + spread + tooNarrow * 0.3;
};

/** Splits pictures (aspect ratios, in order) into justified rows of a mosaic, up to four a row. */
export const albumRows = (aspectRatios: number[]): number[][] => {
  const ratios = aspectRatios.slice(0, 10).map(clampRatio);
  const candidates = partitions(ratios.length).map((sizes) => rowsOf(ratios, sizes));
  return candidates.reduce((best, rows) => (ugliness(rows) < ugliness(best) ? rows : best));
};
