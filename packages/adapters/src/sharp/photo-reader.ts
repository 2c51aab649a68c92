import { createHash, type Hash } from 'node:crypto';
import {
  ok,
  refuse,
  type ByteStream,
  type PhotoReader,
  type PhotoReaderRefusal,
  type PhotoRules,
  type ReadPhoto,
  type Result,
  type Sha256,
} from '@aisha/core';
import { decode, fromPixels, measure, type Dimensions, type Pixels } from './decode.ts';
import { fingerprintOf } from './fingerprint.ts';
import { fitWithin } from './fit.ts';
import { formatOf } from './image-format.ts';
import { qualityOf } from './quality.ts';

/** The largest picture that any generator makes, and so the most detail that training could put to use. */
const longestSide = 2048;
/** What a JPEG can be at most, in either direction. */
const maxSide = 65_535;
/** Below this, skin shows blocks; above it, files grow and faces do not. */
const quality = 92;
const thumbnailSide = 480;
const thumbnailQuality = 80;

type Source = { readonly content: Buffer; readonly sha256: Sha256 };

/**
 * Every photo becomes a JPEG in sRGB: the trainers read it, and one format means that a PNG and a JPEG
 * of one picture leave us alike. Only pixels pass, so no metadata and no tail of a file that is two
 * things at once survives. Transparent parts become white. The same bytes always give the same photo.
 */
export const sharpPhotoReader = (): PhotoReader => ({
  read: async (stream, rules): Promise<Result<ReadPhoto, PhotoReaderRefusal>> => {
    const source = await gatherSource(stream, rules.maxBytes);
    if (!source) return refuse({ code: 'photo.too-large' });
    if (!formatOf(source.content)) return refuse({ code: 'photo.wrong-format' });
    const size = await measure(source.content).catch(() => undefined);
    if (!size) return refuse({ code: 'photo.broken' });
    if (hasTooManyPixels(size, rules)) return refuse({ code: 'photo.too-many-pixels' });
    const pixels = await decodePhoto(source, size, rules).catch(() => undefined);
    if (!pixels) return refuse({ code: 'photo.broken' });
    if (Math.min(size.width, size.height) < rules.minShorterSide) {
      return refuse({ code: 'photo.too-small', thumbnail: await thumbnailOf(pixels) });
    }
    return ok(await developed(pixels, source.sha256));
  },
});

/** Undefined past `maxBytes`; the rest is not read. */
const gatherSource = async (stream: ByteStream, maxBytes: number): Promise<Source | undefined> => {
  const chunks: Uint8Array[] = [];
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    hash.update(chunk);
    chunks.push(chunk);
  }
  return { content: Buffer.concat(chunks, bytes), sha256: digest(hash) };
};

const hasTooManyPixels = ({ width, height }: Dimensions, { maxPixels }: PhotoRules): boolean =>
  width * height > maxPixels || Math.max(width, height) > maxSide;

const decodePhoto = (
  { content }: Source,
  from: Dimensions,
  { maxPixels, minShorterSide: shortest }: PhotoRules,
): Promise<Pixels> =>
  decode(content, { from, size: fitWithin(from, { longest: longestSide, shortest }), maxPixels });

const developed = async (pixels: Pixels, sourceSha256: Sha256): Promise<ReadPhoto> => {
  const picture = await fromPixels(pixels);
  const content = await picture.jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
  return {
    content,
    contentType: 'image/jpeg',
    width: pixels.width,
    height: pixels.height,
    sha256: digest(createHash('sha256').update(content)),
    sourceSha256,
    fingerprint: await fingerprintOf(pixels),
    quality: await qualityOf(pixels),
    thumbnail: await thumbnailOf(pixels),
  };
};

const thumbnailOf = async (pixels: Pixels): Promise<Uint8Array> => {
  const size = fitWithin(pixels, { longest: thumbnailSide, shortest: 1 });
  const picture = await fromPixels(pixels);
  return picture
    .resize({ ...size, fit: 'fill' })
    .jpeg({ quality: thumbnailQuality })
    .toBuffer();
};

const digest = (hash: Hash): Sha256 => hash.digest('hex') as Sha256;
