import { PortError, type PictureReader, type PictureType } from '@aisha/core';
import { decodeInto, maxPixels, measure, type Dimensions } from './decode.ts';
import { fitWithin } from './fit.ts';
import { formatOf } from './image-format.ts';

const thumbnailSide = 320;
const quality = 80;

/** Decodes the whole picture for its thumbnail, so one that ends halfway is found out here. */
export const sharpPictureReader = (): PictureReader => ({
  typeOf,
  read: async (content) => {
    const contentType = typeOf(content);
    const size = await measure(content).catch((cause: unknown) => {
      throw corrupt('its header cannot be read', cause);
    });
    if (size.width * size.height > maxPixels) throw corrupt('too many pixels');
    const thumbnail = await thumbnailOf(content, size).catch((cause: unknown) => {
      throw corrupt('it cannot be decoded', cause);
    });
    return { contentType, ...size, thumbnail };
  },
});

const typeOf = (content: Uint8Array): PictureType => {
  const contentType = formatOf(content);
  if (!contentType) throw corrupt('neither JPEG, PNG nor WebP');
  return contentType;
};

const thumbnailOf = (content: Uint8Array, from: Dimensions): Promise<Uint8Array> => {
  const size = fitWithin(from, { longest: thumbnailSide, shortest: 1 });
  return decodeInto(content, { from, size, maxPixels }, (picture) =>
    picture.jpeg({ quality }).toBuffer(),
  );
};

/** Retryable: the provider still has the picture, and another download may arrive whole. */
const corrupt = (why: string, cause?: unknown): PortError =>
  new PortError('storage.corrupt', `read a picture: ${why}`, { retryable: true, cause });
