import type { ByteStream } from '../../shared/bytes.ts';
import type { ImageId, UserId } from '../../shared/ids.ts';
import type { Image } from '../../domain/image/image.ts';
import type { Ports } from '../../ports/ports.ts';

export type OpenedImage = {
  readonly image: Image;
  readonly contentType: string;
  readonly content: ByteStream;
};

/** The bytes of one picture of a person's own, as it was made or small. */
export const openImage =
  ({ unitOfWork, blobs }: Pick<Ports, 'unitOfWork' | 'blobs'>) =>
  async (
    imageId: ImageId,
    userId: UserId,
    size: 'original' | 'thumbnail' = 'original',
  ): Promise<OpenedImage | undefined> => {
    const image = await unitOfWork.read(({ images }) => images.find(imageId, userId));
    if (!image) return undefined;
    const { blobKey, thumbnailKey, contentType } = image;
    return size === 'original'
      ? { image, contentType, content: await blobs.open(blobKey) }
      : { image, contentType: 'image/jpeg', content: await blobs.open(thumbnailKey) };
  };
