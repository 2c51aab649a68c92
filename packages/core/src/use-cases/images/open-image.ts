import { streamOf, type ByteStream } from '../../shared/bytes.ts';
import type { ImageId, UserId } from '../../shared/ids.ts';
import type { Image } from '../../domain/image/image.ts';
import type { Ports } from '../../ports/ports.ts';
import { openThumbnail } from '../../steps/open-thumbnail.ts';

export type OpenedImage = {
  readonly image: Image;
  readonly contentType: string;
  readonly content: ByteStream;
};

/** The bytes of one picture of a person's own, as it was made or small. */
export const openImage =
  (ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'pictureReader'>) =>
  async (
    imageId: ImageId,
    userId: UserId,
    size: 'original' | 'thumbnail' = 'original',
  ): Promise<OpenedImage | undefined> => {
    const image = await ports.unitOfWork.read(({ images }) => images.find(imageId, userId));
    if (!image) return undefined;
    const { blobKey, contentType } = image;
    if (size === 'original')
      return { image, contentType, content: await ports.blobs.open(blobKey) };
    const small = await openThumbnail(ports, image);
    return { image, contentType: 'image/jpeg', content: streamOf(small) };
  };
