import type { Sharp } from 'sharp';
import { decodingTurns } from './decoding-turns.ts';
import { loadSharp } from './load-sharp.ts';

export type Dimensions = { readonly width: number; readonly height: number };

/** Pixels in sRGB, three bytes each, upright, without transparency and without anything else. */
export type Pixels = Dimensions & { readonly data: Buffer };

/** Far beyond what a generator makes (2048×2048), and as much as is safe to decode, also side by side. */
export const maxPixels = 50_000_000;

const inTurn = decodingTurns(maxPixels);

/** Reads the header alone, whatever it claims: what it measures once upright. Fails where it is no picture. */
export const measure = async (content: Uint8Array): Promise<Dimensions> => {
  const sharp = await loadSharp();
  const { autoOrient } = await sharp(content, { limitInputPixels: false }).metadata();
  return autoOrient;
};

type Decoding = {
  readonly from: Dimensions;
  readonly size: Dimensions;
  readonly maxPixels: number;
};

/** Decodes every pixel, so that a picture that ends halfway fails, then scales down to `size`. */
export const decode = (content: Uint8Array, decoding: Decoding): Promise<Pixels> =>
  decodeInto(content, decoding, async (picture) => {
    const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  });

/** As `decode`, and writes the pixels in the same go. */
export const decodeInto = <T>(
  content: Uint8Array,
  { from, size, maxPixels }: Decoding,
  write: (picture: Sharp) => Promise<T>,
): Promise<T> =>
  inTurn(from.width * from.height, async () => {
    const sharp = await loadSharp();
    const options = { limitInputPixels: maxPixels, failOn: 'error', autoOrient: true } as const;
    const picture = sharp(content, options)
      .resize({ ...size, fit: 'fill' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb');
    return write(picture);
  });

/** A picture of pixels we have decoded, to resize or to write again. */
export const fromPixels = async ({ data, width, height }: Pixels): Promise<Sharp> => {
  const sharp = await loadSharp();
  return sharp(data, { raw: { width, height, channels: 3 } });
};
