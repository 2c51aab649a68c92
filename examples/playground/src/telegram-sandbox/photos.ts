import { open } from 'node:fs/promises';
import type { OutputInfo, Sharp } from 'sharp';

export interface Rendition {
  bytes: Buffer;
  width: number;
  height: number;
}

export interface PictureFacts {
  width: number;
  height: number;
}

/** The longest sides Telegram keeps of a photo, in pixels. */
const photoSides = [90, 320, 800, 1280];
const thumbnailSide = 320;
const maxPixels = 100_000_000;
const jpeg = { quality: 87, chromaSubsampling: '4:2:0' };

const signatures = [
  (head: Buffer) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  (head: Buffer) => head.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47])),
  (head: Buffer) =>
    head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
];

/** Only these three go to the decoder, whatever the name says: sharp would also open SVG and TIFF. */
const isPicture = async (path: string): Promise<boolean> => {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0);
    return signatures.some((matches) => matches(buffer));
  } finally {
    await file.close();
  }
};

/** Loaded with the first picture: whoever starts the playground waits for nothing they do not use yet. */
const loadSharp = async () => (await import('sharp')).default;

const openPicture = async (path: string): Promise<Sharp> => {
  const sharp = await loadSharp();
  return sharp(path, { limitInputPixels: maxPixels, failOn: 'truncated', sequentialRead: true });
};

/** The sides as a viewer sees them; undefined when it is no picture that Telegram would take. */
export const readPicture = async (path: string): Promise<PictureFacts | undefined> => {
  if (!(await isPicture(path))) return undefined;
  try {
    const { autoOrient } = await (await openPicture(path)).metadata();
    return autoOrient;
  } catch {
    return undefined;
  }
};

const resize = async (source: Sharp, side: number): Promise<{ data: Buffer; info: OutputInfo }> =>
  source
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg(jpeg)
    .toBuffer({ resolveWithObject: true });

/**
 * JPEGs of ascending size, upright and without metadata, as `message.photo` lists them.
 * Throws when the picture cannot be decoded.
 */
export const renderPhoto = async (path: string): Promise<Rendition[]> => {
  const largest = await resize((await openPicture(path)).autoOrient(), 1280);
  const sharp = await loadSharp();
  const longest = Math.max(largest.info.width, largest.info.height);
  const smaller = await Promise.all(
    photoSides
      .filter((side) => side < longest)
      .map(async (side) => resize(sharp(largest.data), side)),
  );
  return [...smaller, largest].map(({ data, info }) => ({
    bytes: data,
    width: info.width,
    height: info.height,
  }));
};

/** A preview of at most 320 pixels, or undefined for what is no picture or cannot be decoded. */
export const renderThumbnail = async (path: string): Promise<Rendition | undefined> => {
  if (!(await isPicture(path))) return undefined;
  try {
    const { data, info } = await resize((await openPicture(path)).autoOrient(), thumbnailSide);
    return { bytes: data, width: info.width, height: info.height };
  } catch {
    return undefined;
  }
};
