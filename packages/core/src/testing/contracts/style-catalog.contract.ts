import type { StyleCatalog } from '../../ports/style-catalog.ts';
import type { Style, StyleCategory } from '../../domain/style/style.ts';
import { styleFaults } from '../../domain/style/style-faults.ts';
import { aStyle, aStyleCategory } from '../builders/styles.ts';
import { deepEqual, equal, ok } from '../assert.ts';
import { casesOf, present, type Suite } from './suite.ts';

export type StyleCatalogContext = {
  readonly catalog: StyleCatalog;
  /** Has the catalogue answer these styles from now on, as an operator would. */
  readonly offer: (
    styles: readonly Style[],
    categories: readonly StyleCategory[],
  ) => void | Promise<void>;
};

const city = aStyleCategory();
const film = aStyleCategory({ id: 'film', title: { en: 'Film', ru: 'Кино' } });
const inCity = aStyle({ id: 'one-street' });
const alsoInCity = aStyle({ id: 'two-bridges' });
const inFilm = aStyle({ id: 'three-frames', categoryId: 'film' });

export const styleCatalogContract = (suite: Suite<StyleCatalogContext>): void => {
  const test = casesOf(suite);

  test('answers its categories and styles in the order they were written in', async (context) => {
    const { catalog, offer } = context;
    await offer([inCity, alsoInCity, inFilm], [city, film]);
    deepEqual(
      (await catalog.listCategories()).map(({ id }) => id),
      ['city', 'film'],
    );
    const ids = async (categoryId?: string) => (await catalog.list(categoryId)).map(({ id }) => id);
    deepEqual(await ids('city'), ['one-street', 'two-bridges']);
    deepEqual(await ids('film'), ['three-frames']);
    deepEqual(await ids(), ['one-street', 'two-bridges', 'three-frames']);
  });

  test('finds a style by its id, with all that was written', async ({ catalog, offer }) => {
    await offer([alsoInCity, inFilm], [city, film]);
    deepEqual(await catalog.find('three-frames'), inFilm);
  });

  test('knows nothing of what nobody wrote', async ({ catalog, offer }) => {
    await offer([inFilm], [city, film]);
    equal(await catalog.find('one-street'), undefined);
    equal(await catalog.find('__proto__'), undefined);
    deepEqual(await catalog.list('toString'), []);
    deepEqual(
      (await catalog.listCategories()).map(({ id }) => id),
      ['film'],
    );
  });

  test('has another version when it is another, and the same while it is the same', async ({
    catalog,
    offer,
  }) => {
    await offer([inFilm], [film]);
    const before = await catalog.version();
    equal(await catalog.version(), before);
    await offer([{ ...inFilm, count: 3 }], [film]);
    ok((await catalog.version()) !== before, 'the version stayed');
    equal(present(await catalog.find('three-frames')).count, 3);
  });

  test('whatever it answers can be filled in for the avatars it is for', async ({ catalog }) => {
    const styles = await catalog.list();
    deepEqual(
      styles.flatMap((style) => styleFaults(style)),
      [],
    );
  });
};
