import type { UserId } from '../../shared/ids.ts';
import type { Image } from '../../domain/image/image.ts';
import type { ImagePage } from '../../ports/images.ts';
import type { Ports } from '../../ports/ports.ts';

export type ListedImages = {
  readonly images: readonly Image[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
};

/** A page of a person's own pictures, newest first, with one question however many there are. */
export const listImages =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (userId: UserId, page: ImagePage): Promise<ListedImages> => {
    const { limit, before, after } = page;
    // One more than asked for tells whether there is more.
    const listed = await unitOfWork.read(({ images }) =>
      images.list(userId, { ...page, limit: limit + 1 }),
    );
    const isMore = listed.length > limit;
    return after === undefined
      ? { images: listed.slice(0, limit), hasNewer: before !== undefined, hasOlder: isMore }
      : { images: listed.slice(-limit), hasNewer: isMore, hasOlder: true };
  };
