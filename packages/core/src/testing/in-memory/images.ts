import type { Image } from '../../domain/image/image.ts';
import type { Images } from '../../ports/images.ts';
import { insert, newestPage } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryImages = ({ images }: Store): Images => {
  const where = (matches: (image: Image) => boolean): Image[] =>
    [...images.values()].filter((image) => matches(image));
  return {
    find: async (id, userId) => where((image) => image.id === id && image.userId === userId)[0],
    listOfGeneration: async (generationId, userId) =>
      where((image) => image.generationId === generationId && image.userId === userId).toSorted(
        (one, other) => one.index - other.index,
      ),
    list: async (userId, page) =>
      newestPage(
        where((image) => image.userId === userId),
        page,
      ),
    count: async (userId) => where((image) => image.userId === userId).length,
    addAll: async (added) => {
      for (const image of added) {
        const { generationId, index } = image;
        const known = where((other) => other.generationId === generationId);
        if (!known.some((other) => other.index === index)) insert(images, image);
      }
    },
    markShown: async (id, shownAs) => {
      const image = images.get(id);
      if (image) images.set(id, { ...image, shownAs });
    },
  };
};
