import type { PhotoQuality } from '@aisha/core';
import { fromPixels, type Pixels } from './decode.ts';
import { fitWithin } from './fit.ts';

/** What training looks at: a blur that is gone at this size does no harm. */
const longest = 1024;
/** Parts each way; a face takes up more than one of them in any photo worth having. */
const parts = 8;
/** How many of the parts must be as sharp as the photo is called. */
const sharpParts = 4;
/** Less than this is fog or a wall, whose noise would pass for edges. */
const leastSpan = 32;
const shades = 256;
const black = 12;
const white = 250;

type Grey = { readonly data: Buffer; readonly width: number; readonly height: number };
/** How many pixels have each shade. */
type Histogram = Uint32Array;

/** Measures as `PhotoQuality` says, on a copy of one size, so that the same photo measures the same at any. */
export const qualityOf = async (pixels: Pixels): Promise<PhotoQuality> => {
  const grey = await greyCopy(pixels);
  const histogram = histogramOf(grey);
  const { width, height } = pixels;
  return {
    sharpness: (sharpnessOf(grey) * (shades - 1)) / Math.max(leastSpan, spanOf(histogram)),
    ...lightOf(histogram),
    elongation: Math.max(width, height) / Math.min(width, height),
  };
};

const greyCopy = async (pixels: Pixels): Promise<Grey> => {
  const size = fitWithin(pixels, { longest, shortest: parts * 3 });
  const picture = await fromPixels(pixels);
  const { data, info } = await picture
    .resize({ ...size, fit: 'fill', kernel: 'linear' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
};

/** Counted by index: a million steps of an iterator take a tenth of a second. */
const histogramOf = ({ data }: Grey): Histogram => {
  const histogram = new Uint32Array(shades);
  for (let at = 0; at < data.length; at += 1) {
    const shade = data[at] ?? 0;
    histogram[shade] = (histogram[shade] ?? 0) + 1;
  }
  return histogram;
};

/** How many shades the grey picture spans, without the hundredth at either end. */
const spanOf = (histogram: Histogram): number => {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  const shadeAt = (share: number): number => {
    let below = 0;
    return histogram.findIndex((count) => (below += count) > share * total);
  };
  return shadeAt(0.99) - shadeAt(0.01);
};

const lightOf = (histogram: Histogram) => {
  const countOf = (isMeant: (shade: number) => boolean): number =>
    histogram.reduce((sum, count, shade) => sum + (isMeant(shade) ? count : 0), 0);
  const total = countOf(() => true);
  return {
    brightness: histogram.reduce((sum, count, shade) => sum + count * shade, 0) / total,
    blackPercent: (100 * countOf((shade) => shade <= black)) / total,
    whitePercent: (100 * countOf((shade) => shade >= white)) / total,
  };
};

const sharpnessOf = (grey: Grey): number => {
  const sharpness: number[] = [];
  for (let row = 0; row < parts; row += 1) {
    for (let column = 0; column < parts; column += 1) {
      sharpness.push(deviationIn(grey, { row, column }));
    }
  }
  return sharpness.toSorted((one, other) => other - one)[sharpParts - 1] ?? 0;
};

/** The standard deviation of the Laplacian: of what each pixel differs from its four neighbours. */
const deviationIn = (
  { data, width, height }: Grey,
  { row, column }: { row: number; column: number },
): number => {
  const [left, right] = boundsOf(column, width);
  const [top, bottom] = boundsOf(row, height);
  let [sum, squares, count] = [0, 0, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = y * width + x;
      const across = (data[at - 1] ?? 0) + (data[at + 1] ?? 0);
      const down = (data[at - width] ?? 0) + (data[at + width] ?? 0);
      const difference = 4 * (data[at] ?? 0) - across - down;
      sum += difference;
      squares += difference * difference;
      count += 1;
    }
  }
  return count === 0 ? 0 : Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
};

/** From one pixel to before another, leaving out the outermost, which lack neighbours. */
const boundsOf = (part: number, length: number): readonly [from: number, before: number] => [
  Math.max(1, Math.floor((part * length) / parts)),
  Math.min(length - 1, Math.floor(((part + 1) * length) / parts)),
];
