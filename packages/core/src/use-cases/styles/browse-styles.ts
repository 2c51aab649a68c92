import type { AvatarId, UserId } from '../../shared/ids.ts';
import { together } from '../../shared/together.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { fitsAvatar } from '../../domain/style/render-style.ts';
import type { StyleCategory } from '../../domain/style/style.ts';
import type { Ports } from '../../ports/ports.ts';

export type StyleShelves = {
  /** Whom the styles are to fit, where that is decided. */
  readonly avatar?: Avatar | undefined;
  readonly categories: readonly { readonly category: StyleCategory; readonly count: number }[];
  readonly favourites: number;
};

const maxFavourites = 200;

/** The categories with how much there is in each for an avatar of the person's own, or for any. */
export const browseStyles =
  ({ unitOfWork, styleCatalog }: Pick<Ports, 'unitOfWork' | 'styleCatalog'>) =>
  async (userId: UserId, avatarId?: AvatarId): Promise<StyleShelves> => {
    const [categories, styles, [avatar, marked]] = await together([
      styleCatalog.listCategories(),
      styleCatalog.list(),
      unitOfWork.read((reads) =>
        together([
          avatarId ? reads.avatars.find(avatarId, userId) : Promise.resolve(undefined),
          reads.styles.listFavourites(userId, maxFavourites),
        ]),
      ),
    ]);
    const fitting = avatar ? styles.filter((style) => fitsAvatar(style, avatar)) : styles;
    const ids = new Set(fitting.map(({ id }) => id));
    const counted = categories.map((category) => ({
      category,
      count: fitting.filter(({ categoryId }) => categoryId === category.id).length,
    }));
    return {
      avatar,
      categories: counted.filter(({ count }) => count > 0),
      favourites: marked.filter(({ styleId }) => ids.has(styleId)).length,
    };
  };
