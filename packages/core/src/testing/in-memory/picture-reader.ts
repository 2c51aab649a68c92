import { PortError } from '../../shared/port-error.ts';
import type { PictureReader } from '../../ports/picture-reader.ts';
import { plainPicture, readPlainPicture, type PlainPicture } from '../plain-picture.ts';

const longestSide = 320;

/** Reads what `plainPicture` writes; its thumbnails are plain pictures too. */
export const fakePictureReader = (): PictureReader => {
  const pictureIn = (content: Uint8Array): PlainPicture => {
    const picture = readPlainPicture(content);
    if (typeof picture !== 'string') return picture;
    throw new PortError('storage.corrupt', 'read a picture', { retryable: true });
  };
  return {
    typeOf: (content) => `image/${pictureIn(content).format}`,
    measure: async (content) => {
      const { format, width, height } = pictureIn(content);
      return { contentType: `image/${format}`, width, height };
    },
    read: async (content) => {
      const { format, width, height, looks } = pictureIn(content);
      const scale = Math.min(1, longestSide / Math.max(width, height));
      const thumbnail = plainPicture({
        format: 'jpeg',
        width: Math.round(width * scale),
        height: Math.round(height * scale),
        looks,
      });
      return { contentType: `image/${format}`, width, height, thumbnail };
    },
  };
};
