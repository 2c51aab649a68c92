import type { ImageId, UserId } from '../../shared/ids.ts';
import type { ImageFilter } from '../../domain/image/image-filter.ts';
import type { ImageBetween } from '../../ports/images.ts';
import type { Ports } from '../../ports/ports.ts';

/** One picture of a person's own, and what comes before and after it. */
export const viewImage =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (
    imageId: ImageId,
    userId: UserId,
    filter?: ImageFilter,
  ): Promise<ImageBetween | undefined> =>
    unitOfWork.read(({ images }) => images.findBetween(imageId, userId, filter));
