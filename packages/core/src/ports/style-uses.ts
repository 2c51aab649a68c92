import type { FavouriteStyle, OrderedStyle } from '../domain/style/favourite-style.ts';
import type { StyleCount } from '../domain/style/choose-style.ts';
import type { UserId } from '../shared/ids.ts';

/** What people make of the styles, whether the catalogue still has them or not. */
export type StyleUses = {
  /** How often everybody ordered each. Kept up with each order, so that nothing is counted when somebody asks. */
  countOrders(): Promise<readonly StyleCount[]>;
  /** Newest first, at most `limit` (1 to 200). */
  listFavourites(userId: UserId, limit: number): Promise<readonly FavouriteStyle[]>;
  /** Marks a style; one that is marked already stays as it was. */
  addFavourite(favourite: FavouriteStyle): Promise<void>;
  /** What is not marked is fine. */
  deleteFavourite(userId: UserId, styleId: string): Promise<void>;
  /** The style of the person's newest order, where it was one. */
  findLastOrdered(userId: UserId): Promise<string | undefined>;
  /** What those of the styles, at most 100, that the person has pictures of were called when they were ordered last. */
  listNames(userId: UserId, styleIds: readonly string[]): Promise<readonly OrderedStyle[]>;
};
