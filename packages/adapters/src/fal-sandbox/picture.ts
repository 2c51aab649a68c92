import type { OverlayOptions, Sharp } from 'sharp';
import { loadSharp } from './lazy-sharp.ts';
import type { Size } from './generator-inputs.ts';
import { openImage } from './images.ts';
import { chance, moodFor } from './moods.ts';
import {
  abstractBackdrop,
  captionLayer,
  labelLayers,
  printLayer,
  shadeLayer,
  washLayer,
} from './picture-layers.ts';

export type PictureFormat = 'jpeg' | 'png' | 'webp';

export interface PictureOrder {
  readonly size: Size;
  readonly format: PictureFormat;
  readonly prompt: string;
  readonly seed: number;
  readonly endpoint: string;
  /** JPEG files of the avatar; none for a picture without one. */
  readonly photos: readonly Buffer[];
  /** The picture to start from, instead of a photo of the avatar. */
  readonly base?: Buffer;
}

const encode = (image: Sharp, format: PictureFormat): Promise<Buffer> => {
  const flat = image.flatten({ background: '#000' });
  if (format === 'png') return flat.png({ compressionLevel: 6 }).toBuffer();
  if (format === 'webp') return flat.webp({ quality: 88 }).toBuffer();
  return flat.jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer();
};

/** Covers the canvas; a canvas much wider than the photo shows it whole before its own blur. */
const fill = async (photo: Sharp, { width, height }: Size): Promise<Sharp> => {
  const { autoOrient } = await photo.metadata();
  const cover = photo.clone().resize(width, height, { fit: 'cover', position: 'attention' });
  if (width / height < (autoOrient.width / autoOrient.height) * 1.6) return cover;
  const whole = await photo.clone().resize({ height }).png({ compressionLevel: 1 }).toBuffer();
  const blur = await cover
    .blur(Math.max(2, height / 40))
    .modulate({ brightness: 0.7 })
    .png()
    .toBuffer();
  return loadSharp()(
    await loadSharp()(blur)
      .composite([{ input: whole }])
      .png({ compressionLevel: 1 })
      .toBuffer(),
  );
};

const backdrop = async (order: PictureOrder, cover: Buffer | undefined): Promise<Buffer> => {
  const { size, prompt, seed } = order;
  const at = (what: string) => chance(prompt, seed, what);
  const mood = moodFor(prompt, seed);
  const photo = cover && openImage(cover);
  if (!photo) return abstractBackdrop(size, mood, at);
  const { saturation, brightness } = mood;
  const graded = (await fill(photo, size)).modulate({ saturation, brightness });
  return (order.base === undefined && at('mirror') < 0.5 ? graded.flop() : graded)
    .png({ compressionLevel: 1 })
    .toBuffer();
};

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Centres for the prints: a row over the caption, or a column at the right of a wide picture. */
const printSpots = ({ width, height }: Size, bottom: number, side: number): readonly Spot[] => {
  const edge = Math.min(width, height) * 0.035;
  const step = side * 1.06;
  const wide = width > height * 1.2;
  const room = wide ? bottom - edge : width - edge * 2;
  return Array.from({ length: Math.min(5, Math.floor(room / step)) }, (_, index) =>
    wide
      ? { x: width - edge - side / 2, y: bottom - side / 2 - index * step }
      : { x: edge + side / 2 + index * step, y: bottom - side / 2 },
  );
};

const printsOf = async (
  { size, prompt, seed }: PictureOrder,
  photos: readonly Buffer[],
  bottom: number,
): Promise<OverlayOptions[]> => {
  const side = Math.round(Math.min(size.width, size.height) * 0.16);
  const spots = printSpots(size, bottom, side);
  return Promise.all(
    photos.slice(0, spots.length).map(async (photo, index) => {
      const angle = (chance(prompt, seed, `print${index}`) - 0.5) * 9;
      const input = await printLayer(photo, side, angle);
      const { width, height } = await loadSharp()(input).metadata();
      const { x, y } = spots[index] ?? { x: 0, y: 0 };
      const left = Math.min(Math.max(0, Math.round(x - width / 2)), size.width - width);
      const top = Math.min(Math.max(0, Math.round(y - height / 2)), size.height - height);
      return { input, left, top };
    }),
  );
};

/**
 * A poster made of the photos the LoRA was trained with: one of them full-size in a mood taken from
 * the prompt, the others as prints, the prompt as caption, SANDBOX PICTURE on top. The same order
 * gives the same bytes.
 */
export const composePicture = async (order: PictureOrder): Promise<Buffer> => {
  const { size, prompt, seed, endpoint, photos } = order;
  const mood = moodFor(prompt, seed);
  const first = Math.floor(chance(prompt, seed, 'cover') * photos.length);
  const others = [...photos.slice(first + 1), ...photos.slice(0, first)];
  const short = Math.min(size.width, size.height);
  const edge = Math.round(short * 0.035);
  const caption = await captionLayer(prompt, {
    width: size.width - edge * 2,
    pixels: Math.max(11, short * 0.032),
  });
  const captionTop = size.height - edge - (caption?.height ?? 0);
  const prints = await printsOf(order, order.base ? photos : others, captionTop - edge * 0.7);
  const layers = [
    await washLayer(size, mood),
    await shadeLayer(size, mood),
    ...prints,
    ...(caption ? [{ input: caption.input, left: edge, top: Math.max(0, captionTop) }] : []),
    ...labelLayers(size, `${endpoint}  SEED ${seed}`),
  ];
  return encode(
    loadSharp()(await backdrop(order, order.base ?? photos[first])).composite(layers),
    order.format,
  );
};

/** What the safety checker leaves of a flagged picture. */
export const blackPicture = ({ width, height }: Size, format: PictureFormat): Promise<Buffer> =>
  encode(loadSharp()({ create: { width, height, channels: 3, background: '#000' } }), format);

/** Any picture with the sandbox's label on it. */
export const labelled = async (
  picture: Buffer,
  origin: string,
  format: PictureFormat,
): Promise<Buffer> => {
  const { width, height } = await loadSharp()(picture).metadata();
  return encode(loadSharp()(picture).composite(labelLayers({ width, height }, origin)), format);
};
