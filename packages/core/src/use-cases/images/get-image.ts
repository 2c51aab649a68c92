import type { ImageId, UserId } from '../../shared/ids.ts';
import type { Generation } from '../../domain/generation/generation.ts';
import type { Image } from '../../domain/image/image.ts';
import type { Ports } from '../../ports/ports.ts';

export type ImageDetails = { readonly image: Image; readonly generation: Generation };

/** One picture of a person's own, with the order that it came of. */
export const getImage =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (imageId: ImageId, userId: UserId): Promise<ImageDetails | undefined> =>
    unitOfWork.read(async ({ images, generations }) => {
      const image = await images.find(imageId, userId);
      const generation = image && (await generations.findOwned(image.generationId, userId));
      return image && generation && { image, generation };
    });
