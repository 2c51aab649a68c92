import type { ImageId, UserId } from '../../shared/ids.ts';
import type { Ports } from '../../ports/ports.ts';

/** Puts a picture among the favourites, or takes it away; the same tap heard twice does it once. */
export const markFavourite =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (imageId: ImageId, userId: UserId, isFavourite: boolean): Promise<boolean> =>
    unitOfWork.run(({ images }) => images.markFavourite(imageId, userId, isFavourite));
