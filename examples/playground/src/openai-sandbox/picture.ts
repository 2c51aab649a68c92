import { badRequest } from './errors.ts';

const maxPixels = 50_000_000;

/** Bytes of a base64 data URL; the sandbox fetches nothing. */
export const bytesOfDataUrl = (url: string): Buffer => {
  const match = /^data:image\/(?:png|jpe?g|webp|gif);base64,([a-z0-9+/=]+)$/i.exec(url);
  if (!match?.[1]) {
    throw badRequest(
      'The sandbox reads images from base64 data URLs only.',
      'image_url',
      'invalid_image_url',
    );
  }
  return Buffer.from(match[1], 'base64');
};

export type PictureFacts = {
  orientation: 'portrait' | 'landscape' | 'square';
  brightness: 'dark' | 'balanced' | 'bright';
  /** From the most frequent; names and `#rrggbb`. */
  palette: { name: string; hex: string }[];
  /** All of one colour. */
  isPlain: boolean;
  /** All of a colour that no photo has: it stands for one that must not be shown. */
  isAlarming: boolean;
};

const named: [string, number, number, number][] = [
  ['black', 20, 20, 20], ['white', 240, 240, 240], ['grey', 128, 128, 128], ['red', 200, 40, 40],
  ['orange', 235, 140, 50], ['golden', 215, 175, 80], ['yellow', 240, 225, 80], ['green', 70, 150, 70],
  ['teal', 50, 150, 150], ['sky blue', 130, 190, 235], ['deep blue', 40, 70, 160], ['violet', 130, 80, 190],
  ['pink', 235, 150, 190], ['brown', 115, 75, 50], ['beige', 225, 200, 170],
]; // prettier-ignore

const nameOf = (rgb: [number, number, number]): string => {
  const distance = ([, r, g, b]: (typeof named)[number]): number =>
    (r - rgb[0]) ** 2 + (g - rgb[1]) ** 2 + (b - rgb[2]) ** 2;
  return named.reduce((best, each) => (distance(each) < distance(best) ? each : best))[0];
};

const hexOf = (rgb: number[]): string =>
  `#${rgb.map((each) => each.toString(16).padStart(2, '0')).join('')}`;

/** Counts the names of all pixels of a small copy and keeps the most frequent. */
const paletteOf = (pixels: Buffer): PictureFacts['palette'] => {
  const counts = new Map<string, { hex: string; count: number }>();
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const rgb: [number, number, number] = [
      pixels[at] ?? 0,
      pixels[at + 1] ?? 0,
      pixels[at + 2] ?? 0,
    ];
    const name = nameOf(rgb);
    counts.set(name, { hex: hexOf(rgb), count: (counts.get(name)?.count ?? 0) + 1 });
  }
  return [...counts]
    .toSorted(([, a], [, b]) => b.count - a.count)
    .slice(0, 3)
    .map(([name, { hex }]) => ({ name, hex }));
};

const brightnessOf = (pixels: Buffer): PictureFacts['brightness'] => {
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  if (mean < 85) return 'dark';
  return mean > 170 ? 'bright' : 'balanced';
};

const spread = 12;

const isPlain = (pixels: Buffer): boolean =>
  [0, 1, 2].every((channel) => {
    const values = [...pixels].filter((_, at) => at % 3 === channel);
    return Math.max(...values) - Math.min(...values) < spread;
  });

/** Magenta, of which a JPEG leaves enough. */
const isAlarming = (pixels: Buffer): boolean => {
  const mean = (channel: number): number => {
    const values = [...pixels].filter((_, at) => at % 3 === channel);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  return mean(0) > 215 && mean(1) < 60 && mean(2) > 215;
};

const orientationOf = (width: number, height: number): PictureFacts['orientation'] => {
  if (Math.abs(width / height - 1) < 0.05) return 'square';
  return width > height ? 'landscape' : 'portrait';
};

/** Throws OpenAI's `invalid_image` for what cannot be decoded. */
export const readPicture = async (bytes: Buffer): Promise<PictureFacts> => {
  try {
    const { default: sharp } = await import('sharp');
    const picture = sharp(bytes, { limitInputPixels: maxPixels });
    const { autoOrient } = await picture.metadata();
    const small = picture
      .autoOrient()
      .resize(32, 32, { fit: 'fill' })
      .flatten()
      .toColourspace('srgb');
    const pixels = await small.removeAlpha().raw().toBuffer();
    return {
      orientation: orientationOf(autoOrient.width, autoOrient.height),
      brightness: brightnessOf(pixels),
      palette: paletteOf(pixels),
      isPlain: isPlain(pixels),
      isAlarming: isAlarming(pixels),
    };
  } catch {
    throw badRequest('The image could not be read.', 'input', 'invalid_image');
  }
};
