import type { FavouriteStyleId, UserId } from '../../shared/ids.ts';
import type { Ports } from '../../ports/ports.ts';

/** Puts a style among a person's favourites, or takes it away; false for one that there is not. */
export const markFavouriteStyle =
  ({
    unitOfWork,
    styleCatalog,
    clock,
    ids,
  }: Pick<Ports, 'unitOfWork' | 'styleCatalog' | 'clock' | 'ids'>) =>
  async (styleId: string, userId: UserId, isFavourite: boolean): Promise<boolean> => {
    if (isFavourite && !(await styleCatalog.find(styleId))) return false;
    await unitOfWork.run(({ styles }) =>
      isFavourite
        ? styles.addFavourite({
            id: ids.next<FavouriteStyleId>(),
            userId,
            styleId,
            markedAt: clock.now(),
          })
        : styles.deleteFavourite(userId, styleId),
    );
    return true;
  };
