import type { Style, StyleCategory } from '../domain/style/style.ts';

/**
 * The ready styles, as operators wrote them. They may change while people look at them: what was found
 * a moment ago may be gone, and an id that is gone stays in the history of whoever ordered it.
 * What is answered is whole and sound: a pack with a fault never gets here.
 */
export type StyleCatalog = {
  /** Another one as soon as anything that this catalogue answers is another. */
  version(): Promise<string>;
  /** In the order in which they are shown. Each has at least one style. */
  listCategories(): Promise<readonly StyleCategory[]>;
  /** Those of a category in its own order, none where there is no such category; all where none is named. */
  list(categoryId?: string): Promise<readonly Style[]>;
  find(id: string): Promise<Style | undefined>;
};
