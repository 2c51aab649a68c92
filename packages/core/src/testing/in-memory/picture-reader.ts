import { PortError } from '../../shared/port-error.ts';
import type { PictureReader } from '../../ports/picture-reader.ts';
import { plainPicture, readPlainPicture } from '../plain-picture.ts';

const longestSide = 320;

/** Reads what `plainPicture` writes; its thumbnails are plain pictures too. */
export const fakePictureReader = (): PictureReader => ({
  read: async (content) => {
    const picture = readPlainPicture(content);
    if (typeof picture === 'string') {
      throw new PortError('storage.corrupt', 'read a picture', { retryable: true });
    }
    const { format, width, height, looks } = picture;
    const scale = Math.min(1, longestSide / Math.max(width, height));
    const thumbnail = plainPicture({
      format: 'jpeg',
      width: Math.round(width * scale),
      height: Math.round(height * scale),
      looks,
    });
    return { contentType: `image/${format}`, width, height, thumbnail };
  },
});
