import type { AvatarId, UserId } from '../../shared/ids.ts';
import { together } from '../../shared/together.ts';
import { popularFirst, type StyleCount } from '../../domain/style/choose-style.ts';
import { fitsAvatar } from '../../domain/style/render-style.ts';
import type { Style, StyleCategory, StyleListing } from '../../domain/style/style.ts';
import type { Ports } from '../../ports/ports.ts';
import { stylePreviews } from '../../steps/style-previews.ts';

/** Where somebody looks. */
export type StyleShelf =
  | { readonly type: 'category'; readonly categoryId: string }
  | { readonly type: 'popular' }
  | { readonly type: 'favourites' };

export type ListedStyles = {
  /** Of a shelf that is a category. */
  readonly category?: StyleCategory | undefined;
  readonly listings: readonly StyleListing[];
  readonly total: number;
};

export type ListStylesInput = {
  readonly userId: UserId;
  readonly shelf: StyleShelf;
  readonly avatarId?: AvatarId | undefined;
  readonly offset: number;
  readonly limit: number;
};

type Needs = Pick<Ports, 'unitOfWork' | 'styleCatalog' | 'blobs'>;

const maxFavourites = 200;
/** Of all there are, those that are ordered most. */
const mostPopular = 24;

/** A page of a shelf: what people order most comes first, favourites as they were marked, newest first. */
export const listStyles =
  ({ unitOfWork, styleCatalog, blobs }: Needs) =>
  async ({ userId, shelf, avatarId, offset, limit }: ListStylesInput): Promise<ListedStyles> => {
    const categoryId = shelf.type === 'category' ? shelf.categoryId : undefined;
    const [styles, categories, [avatar, marked, counts]] = await together([
      styleCatalog.list(categoryId),
      styleCatalog.listCategories(),
      unitOfWork.read((reads) =>
        together([
          avatarId ? reads.avatars.find(avatarId, userId) : Promise.resolve(undefined),
          reads.styles.listFavourites(userId, maxFavourites),
          reads.styles.countOrders(),
        ]),
      ),
    ]);
    const fitting = avatar ? styles.filter((style) => fitsAvatar(style, avatar)) : styles;
    const favourites = marked.map(({ styleId }) => styleId);
    const ordered = inOrder(shelf, fitting, { favourites, counts });
    const page = ordered.slice(offset, offset + limit);
    const previews = await stylePreviews({ blobs }, page);
    return {
      category: categories.find(({ id }) => id === categoryId),
      listings: page.map((style) => ({
        style,
        isFavourite: favourites.includes(style.id),
        preview: previews.get(style.preview),
      })),
      total: ordered.length,
    };
  };

const inOrder = (
  shelf: StyleShelf,
  styles: readonly Style[],
  {
    favourites,
    counts,
  }: { readonly favourites: readonly string[]; readonly counts: readonly StyleCount[] },
): readonly Style[] => {
  if (shelf.type === 'favourites') {
    return favourites.flatMap((id) => styles.find((style) => style.id === id) ?? []);
  }
  const sorted = popularFirst(styles, counts);
  return shelf.type === 'popular' ? sorted.slice(0, mostPopular) : sorted;
};
