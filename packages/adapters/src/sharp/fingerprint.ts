import { fromPixels, type Pixels } from './decode.ts';

/** Divides by the 9 and 8 cells of the structure and by the 4 of the colours. */
const side = 72;
const channels = 3;

/**
 * How much brighter a neighbour must be to count as a step, of 255. Where a wall or the sky has one
 * brightness all over, compression alone would otherwise decide.
 */
const step = 1;

/** The fingerprint that `fingerprintDistance` of the core compares: the same pixels give the same one. */
export const fingerprintOf = async (pixels: Pixels): Promise<string> => {
  const picture = await fromPixels(pixels);
  // Sharper kernels overshoot at hard edges, and the overshoot would count as a step.
  const small = await picture
    .resize(side, side, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  const across = brightness(small, { columns: 9, rows: 8 });
  const down = brightness(small, { columns: 8, rows: 9 });
  return [
    hexOfBits(steps(across, { columns: 9, toNext: 1 })),
    hexOfBits(steps(down, { columns: 8, toNext: 8 })),
    colours(small).toString('hex'),
  ].join('');
};

type Grid = { readonly columns: number; readonly rows: number };

/** The mean of a channel in each cell of a grid laid over the small picture, row by row. */
const means = (small: Buffer, { columns, rows }: Grid, channel: number): number[] => {
  const [width, height] = [side / columns, side / rows];
  const sums = Array.from({ length: columns * rows }, () => 0);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const cell = Math.floor(y / height) * columns + Math.floor(x / width);
      const value = small[(y * side + x) * channels + channel] ?? 0;
      sums[cell] = (sums[cell] ?? 0) + value;
    }
  }
  return sums.map((sum) => sum / (width * height));
};

/** Luma as JPEG weighs it (ITU-R BT.601). */
const brightness = (small: Buffer, grid: Grid): number[] => {
  const [red = [], green = [], blue = []] = [0, 1, 2].map((channel) => means(small, grid, channel));
  return red.map((value, at) => 0.299 * value + 0.587 * (green[at] ?? 0) + 0.114 * (blue[at] ?? 0));
};

/** Whether each cell's neighbour is a step brighter; cells at the far edge have none. */
const steps = (
  cells: readonly number[],
  { columns, toNext }: { columns: number; toNext: number },
): boolean[] =>
  cells.flatMap((value, at) => {
    const isLastInRow = toNext === 1 && at % columns === columns - 1;
    const next = isLastInRow ? undefined : cells[at + toNext];
    return next === undefined ? [] : [next > value + step];
  });

const hexOfBits = (bits: readonly boolean[]): string => {
  const bytes = Buffer.alloc(bits.length / 8);
  for (const [at, bit] of bits.entries()) {
    if (bit) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (0x80 >> (at & 7));
  }
  return bytes.toString('hex');
};

const colours = (small: Buffer): Buffer => {
  const grid = { columns: 4, rows: 4 };
  const [red = [], green = [], blue = []] = [0, 1, 2].map((channel) => means(small, grid, channel));
  return Buffer.from(
    red.flatMap((value, at) => [value, green[at] ?? 0, blue[at] ?? 0].map(Math.round)),
  );
};
