import type { Style, StyleCategory } from '../../domain/style/style.ts';
import type { StyleCatalog } from '../../ports/style-catalog.ts';
import { someStyleCategories, someStyles } from '../builders/styles.ts';

export type InMemoryStyleCatalog = StyleCatalog & {
  /** Puts other styles in the place of all there are. */
  offer(styles: readonly Style[], categories?: readonly StyleCategory[]): void;
};

/** A catalogue of a few styles, which a test may change as an operator does. */
export const inMemoryStyleCatalog = (): InMemoryStyleCatalog => {
  let styles = someStyles;
  let categories = someStyleCategories;
  let version = 1;
  return {
    offer: (offered, of = someStyleCategories) => {
      styles = offered;
      categories = of;
      version += 1;
    },
    version: async () => String(version),
    listCategories: async () =>
      categories.filter(({ id }) => styles.some(({ categoryId }) => categoryId === id)),
    list: async (categoryId) =>
      styles.filter((style) => categoryId === undefined || style.categoryId === categoryId),
    find: async (id) => styles.find((style) => style.id === id),
  };
};
