import type { ImageId, UserId } from '../../shared/ids.ts';
import type { Image } from '../../domain/image/image.ts';
import type { Ports } from '../../ports/ports.ts';

/** A person's own pictures, newest first. */
export const listImages =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (
    userId: UserId,
    page: { limit: number; before?: ImageId },
  ): Promise<{ images: readonly Image[]; total: number }> =>
    unitOfWork.read(async ({ images }) => ({
      images: await images.list(userId, page),
      total: await images.count(userId),
    }));
