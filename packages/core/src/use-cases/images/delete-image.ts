import type { ImageId, UserId } from '../../shared/ids.ts';
import type { Image } from '../../domain/image/image.ts';
import type { Ports } from '../../ports/ports.ts';

/** Takes a picture away at once, and its bytes soon after. What was paid for it stays paid. */
export const deleteImage =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (imageId: ImageId, userId: UserId): Promise<Image | undefined> =>
    unitOfWork.run(async ({ images, jobs }) => {
      const image = await images.delete(imageId, userId);
      if (!image) return undefined;
      const keys = [image.blobKey, image.thumbnailKey];
      await jobs.enqueue({ name: 'blobs.delete', data: { keys } });
      return image;
    });
