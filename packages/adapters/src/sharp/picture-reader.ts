import { PortError, type MeasuredPicture, type PictureReader, type PictureType } from '@aisha/core';
import { decodeInto, maxPixels, measure, type Dimensions } from './decode.ts';
import { fitWithin } from './fit.ts';
import { endsAs, formatOf } from './image-format.ts';

const thumbnailSide = 320;
const quality = 80;

/**
 * A picture whose file ends as its format says came whole; any other is decoded before it is believed.
 * Reading decodes every picture, for its thumbnail.
 */
export const sharpPictureReader = (): PictureReader => {
  const read: PictureReader['read'] = async (content) => {
    const { contentType, ...size } = await measured(content);
    const thumbnail = await thumbnailOf(content, size).catch((cause: unknown) => {
      throw corrupt('it cannot be decoded', cause);
    });
    return { contentType, ...size, thumbnail };
  };
  return {
    typeOf,
    measure: async (content) => {
      const picture = await measured(content);
      if (!endsAs(content, picture.contentType)) await read(content);
      return picture;
    },
    read,
  };
};

const measured = async (content: Uint8Array): Promise<MeasuredPicture> => {
  const contentType = typeOf(content);
  const size = await measure(content).catch((cause: unknown) => {
    throw corrupt('its header cannot be read', cause);
  });
  if (size.width * size.height > maxPixels) throw corrupt('too many pixels');
  return { contentType, width: size.width, height: size.height };
};

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
