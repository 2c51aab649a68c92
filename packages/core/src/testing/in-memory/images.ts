import type { AvatarId } from '../../shared/ids.ts';
import { monthOf, type ImageCounts, type ImageFilter } from '../../domain/image/image-filter.ts';
import type { Image } from '../../domain/image/image.ts';
import type { ImagePage, Images } from '../../ports/images.ts';
import { byText, insert } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryImages = ({ images, generations }: Store): Images => {
  const where = (matches: (image: Image) => boolean): Image[] =>
    [...images.values()].filter((image) => matches(image));
  const ownedBy = (userId: string, filter?: ImageFilter): Image[] =>
    newestFirst(where((image) => image.userId === userId && isShown(image, filter)));
  const change = (id: Image['id'], changes: Partial<Image>): void => {
    const image = images.get(id);
    if (image) images.set(id, { ...image, ...changes });
  };
  return {
    find: async (id, userId) => ownedBy(userId).find((image) => image.id === id),
    findBetween: async (id, userId, filter) => {
      const image = ownedBy(userId).find((one) => one.id === id);
      const others = ownedBy(userId, filter);
      return (
        image && {
          image,
          newer: others.findLast((other) => other.id > id)?.id,
          older: others.find((other) => other.id < id)?.id,
        }
      );
    },
    listOfGeneration: async (generationId, userId) =>
      ownedBy(userId)
        .filter((image) => image.generationId === generationId)
        .toSorted((one, other) => one.index - other.index),
    listOfTraining: async (trainingId, userId, { limit, first }) => {
      const orderOf = ({ generationId }: Image) => generations.get(generationId);
      const isFirst = (image: Image): boolean =>
        first === 'previews' && orderOf(image)?.purpose === 'preview';
      return ownedBy(userId)
        .filter((image) => orderOf(image)?.trainingId === trainingId)
        .toSorted(
          (one, other) =>
            Number(isFirst(other)) - Number(isFirst(one)) ||
            byText(other.generationId, one.generationId) ||
            one.index - other.index,
        )
        .slice(0, limit);
    },
    listByIds: async (ids, userId) => ownedBy(userId).filter(({ id }) => ids.includes(id)),
    list: async (userId, page) => pageOf(ownedBy(userId, page.filter), page),
    count: async (userId) => ownedBy(userId).length,
    countBy: async (userId) => countsOf(ownedBy(userId)),
    addAll: async (added) => {
      for (const image of added) {
        const { generationId, index } = image;
        const known = where((other) => other.generationId === generationId);
        if (!known.some((other) => other.index === index)) insert(images, image);
      }
    },
    markShown: async (id, shownAs) => change(id, { shownAs }),
    markFiled: async (id, filedAs) => change(id, { filedAs }),
    markFavourite: async (id, userId, isFavourite) => {
      if (images.get(id)?.userId !== userId) return false;
      change(id, { isFavourite });
      return true;
    },
    delete: async (id, userId) => {
      const image = images.get(id);
      if (image?.userId !== userId) return undefined;
      images.delete(id);
      return image;
    },
  };
};

const newestFirst = (images: readonly Image[]): Image[] =>
  images.toSorted((one, other) => byText(other.id, one.id));

const isShown = (image: Image, filter: ImageFilter | undefined): boolean => {
  switch (filter?.type) {
    case undefined:
      return true;
    case 'favourites':
      return image.isFavourite;
    case 'avatar':
      return image.avatarId === filter.avatarId;
    case 'style':
      return image.styleId === filter.styleId;
    case 'month':
      return monthOf(image.createdAt) === filter.month;
  }
};

const pageOf = (all: readonly Image[], { limit, before, after }: ImagePage): readonly Image[] => {
  const rest = all.filter(
    ({ id }) => (before === undefined || id < before) && (after === undefined || id > after),
  );
  return after === undefined ? rest.slice(0, limit) : rest.slice(-limit);
};

const countsOf = (images: readonly Image[]): ImageCounts => ({
  all: images.length,
  favourites: images.filter(({ isFavourite }) => isFavourite).length,
  byAvatar: counted(images.flatMap(({ avatarId }) => avatarId ?? [])).map(([avatarId, count]) => ({
    avatarId: avatarId satisfies AvatarId,
    count,
  })),
  byStyle: counted(images.flatMap(({ styleId }) => styleId ?? [])).map(([styleId, count]) => ({
    styleId,
    count,
  })),
  byMonth: counted(images.map(({ createdAt }) => monthOf(createdAt)))
    .map(([month, count]) => ({ month, count }))
    .toSorted((one, other) => other.month - one.month),
});

/** The most first, and of equally many in the order of their names. */
const counted = <Key extends string | number>(keys: readonly Key[]): (readonly [Key, number])[] =>
  [...Map.groupBy(keys, (key) => key)]
    .map(([key, all]) => [key, all.length] as const)
    .toSorted(([one, less], [other, more]) => more - less || byText(String(one), String(other)));
