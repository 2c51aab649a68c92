import sharp from 'sharp';

/**
 * Pictures that look like photographs to every check we make: large shapes of their own in each,
 * grain all over, no two alike. The same number always gives the same bytes.
 */
export const photograph = async (
  number: number,
  { width = 900, height = 1200 }: { width?: number; height?: number } = {},
): Promise<Buffer> => {
  const random = generatorFor(number);
  const cells = 7;
  const raw = Buffer.from(
    Array.from({ length: cells * cells * 3 }, () => Math.floor(random() * 256)),
  );
  const shapes = await sharp(raw, { raw: { width: cells, height: cells, channels: 3 } })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .raw()
    .toBuffer();
  for (let at = 0; at < shapes.length; at += 1) {
    shapes[at] = Math.max(0, Math.min(255, (shapes[at] ?? 0) + Math.floor(random() * 18) - 9));
  }
  return sharp(shapes, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer();
};

export const photographs = (count: number, first = 1): Promise<Buffer[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => photograph(first + at)));

/** A small generator of repeatable numbers from 0 to 1 (mulberry32). */
const generatorFor = (seed: number) => {
  let state = (seed * 2_654_435_761) >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
