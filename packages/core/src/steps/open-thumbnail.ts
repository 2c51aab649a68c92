import { gather } from '../shared/bytes.ts';
import { isPortError } from '../shared/port-error.ts';
import type { Image } from '../domain/image/image.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * A picture as a small JPEG. It is stored soon after the picture, so who is quicker is drawn one. Fails
 * with `storage.not-found` where the picture itself is gone.
 */
export const openThumbnail = async (
  { blobs, pictureReader }: Pick<Ports, 'blobs' | 'pictureReader'>,
  image: Pick<Image, 'blobKey' | 'thumbnailKey'>,
): Promise<Uint8Array> => {
  try {
    return await gather(await blobs.open(image.thumbnailKey));
  } catch (error) {
    if (!isPortError(error, 'storage.not-found')) throw error;
    const { thumbnail } = await pictureReader.read(await contentOf({ blobs }, image));
    return thumbnail;
  }
};

export const contentOf = async (
  { blobs }: Pick<Ports, 'blobs'>,
  { blobKey }: Pick<Image, 'blobKey'>,
): Promise<Uint8Array> => gather(await blobs.open(blobKey));
