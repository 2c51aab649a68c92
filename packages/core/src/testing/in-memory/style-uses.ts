import type { FavouriteStyle } from '../../domain/style/favourite-style.ts';
import type { StyleUses } from '../../ports/style-uses.ts';
import type { UserId } from '../../shared/ids.ts';
import { byText, insert } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryStyleUses = ({ favouriteStyles, generations, images }: Store): StyleUses => {
  const newest = <Row extends { readonly id: string; readonly userId: UserId }>(
    table: ReadonlyMap<string, Row>,
    userId: UserId,
  ): Row[] =>
    [...table.values()]
      .filter((row) => row.userId === userId)
      .toSorted((one, other) => byText(other.id, one.id));
  const marked = (userId: UserId, styleId: string): FavouriteStyle | undefined =>
    newest(favouriteStyles, userId).find((favourite) => favourite.styleId === styleId);
  return {
    countOrders: async () =>
      [
        ...Map.groupBy(
          [...generations.values()].flatMap(({ styleId }) => styleId ?? []),
          (id) => id,
        ),
      ]
        .map(([styleId, orders]) => ({ styleId, count: orders.length }))
        .toSorted((one, other) => other.count - one.count || byText(one.styleId, other.styleId)),
    listFavourites: async (userId, limit) => newest(favouriteStyles, userId).slice(0, limit),
    addFavourite: async (favourite) => {
      const { userId, styleId } = favourite;
      if (!marked(userId, styleId)) insert(favouriteStyles, favourite);
    },
    deleteFavourite: async (userId, styleId) => {
      const favourite = marked(userId, styleId);
      if (favourite) favouriteStyles.delete(favourite.id);
    },
    findLastOrdered: async (userId) =>
      newest(generations, userId).find(({ purpose }) => purpose !== 'preview')?.styleId,
    listNames: async (userId, styleIds) =>
      styleIds.flatMap((styleId) => {
        const ordered = newest(images, userId)
          .filter((image) => image.styleId === styleId)
          .map(({ generationId }) => generations.get(generationId)?.styleName)
          .find((name) => name !== undefined);
        return ordered ? [{ styleId, name: ordered }] : [];
      }),
  };
};
