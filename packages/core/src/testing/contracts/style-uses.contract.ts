import type { Generation } from '../../domain/generation/generation.ts';
import type { FavouriteStyleId, UserId } from '../../shared/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { builtAt, freshId } from '../builders/fresh.ts';
import { given } from './given.ts';
import { atOnce, casesOf, present, type Suite } from './suite.ts';

const noir = { emoji: '🎞️', title: { en: 'Film noir', ru: 'Фильм-нуар' } };
const older = { emoji: '🎥', title: { en: 'Noir' } };

export const styleUsesContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const favouritesOf = async (unitOfWork: UnitOfWork, userId: UserId, limit = 100) =>
    (await unitOfWork.read(({ styles }) => styles.listFavourites(userId, limit))).map(
      ({ styleId }) => styleId,
    );
  const counts = (unitOfWork: UnitOfWork) => unitOfWork.read(({ styles }) => styles.countOrders());

  test('orders of a style are counted, whoever they are of', async ({ unitOfWork }) => {
    const { generation } = given(unitOfWork);
    deepEqual(await counts(unitOfWork), []);
    for (const styleId of ['film-noir', 'by-the-sea', 'film-noir', undefined]) {
      await generation({ styleId });
    }
    deepEqual(await counts(unitOfWork), [
      { styleId: 'film-noir', count: 2 },
      { styleId: 'by-the-sea', count: 1 },
    ]);
  });

  test('an order that was undone is not counted', async ({ unitOfWork }) => {
    const order = await given(unitOfWork).generationToAdd({ styleId: 'film-noir' });
    const failed = unitOfWork.run(async ({ generations }) => {
      await generations.add(order);
      throw new Error('undone');
    });
    await failed.catch(() => undefined);
    deepEqual(await counts(unitOfWork), []);
  });

  test('orders of one style at once are all counted', async ({ unitOfWork }) => {
    const { generationToAdd, user } = given(unitOfWork);
    const { id: userId } = await user();
    const orders: Generation[] = [];
    for (let at = 0; at < 5; at += 1) {
      orders.push(await generationToAdd({ userId, styleId: 'film-noir' }));
    }
    await atOnce(5, (at) =>
      unitOfWork.run(({ generations }) => generations.add(present(orders[at]))),
    );
    deepEqual(await counts(unitOfWork), [{ styleId: 'film-noir', count: 5 }]);
  });

  test('favourites are a person’s own, the newest first', async ({ unitOfWork }) => {
    const { user, favouriteStyle } = given(unitOfWork);
    const { id: userId } = await user();
    for (const styleId of ['film-noir', 'by-the-sea']) await favouriteStyle({ userId, styleId });
    await favouriteStyle({ styleId: 'evening-city' });
    deepEqual(await favouritesOf(unitOfWork, userId), ['by-the-sea', 'film-noir']);
    deepEqual(await favouritesOf(unitOfWork, userId, 1), ['by-the-sea']);
  });

  test('what is marked twice, also at once, is marked once', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    await atOnce(5, () =>
      unitOfWork.run(({ styles }) =>
        styles.addFavourite({
          id: freshId<FavouriteStyleId>(),
          userId,
          styleId: 'film-noir',
          markedAt: builtAt,
        }),
      ),
    );
    deepEqual(await favouritesOf(unitOfWork, userId), ['film-noir']);
  });

  test('a favourite is taken away, and what is none is fine', async ({ unitOfWork }) => {
    const { user, favouriteStyle } = given(unitOfWork);
    const { id: userId } = await user();
    await favouriteStyle({ userId, styleId: 'film-noir' });
    const other = await favouriteStyle({ styleId: 'film-noir' });
    for (let times = 0; times < 2; times += 1) {
      await unitOfWork.run(({ styles }) => styles.deleteFavourite(userId, 'film-noir'));
    }
    deepEqual(await favouritesOf(unitOfWork, userId), []);
    deepEqual(await favouritesOf(unitOfWork, other.userId), ['film-noir']);
  });

  test('the last style ordered is that of the newest order', async ({ unitOfWork }) => {
    const { user, generation } = given(unitOfWork);
    const { id: userId } = await user();
    const last = () => unitOfWork.read(({ styles }) => styles.findLastOrdered(userId));
    equal(await last(), undefined);
    await generation({ userId, styleId: 'by-the-sea' });
    await generation({ userId, styleId: 'film-noir' });
    await generation({ styleId: 'evening-city' });
    equal(await last(), 'film-noir');
    await generation({ userId, purpose: 'preview', price: 0 }, { amount: 0 });
    equal(await last(), 'film-noir');
    await generation({ userId });
    equal(await last(), undefined);
  });

  test('names are those that a person’s newest order with pictures has kept', async ({
    unitOfWork,
  }) => {
    const { user, generation, image } = given(unitOfWork);
    const { id: userId } = await user();
    const order = async (styleId: string, styleName?: typeof noir | typeof older) => {
      const { id } = await generation({ userId, status: 'succeeded', styleId, styleName });
      await image({ generationId: id, userId, styleId });
    };
    await order('film-noir', older);
    await order('film-noir', noir);
    await order('film-noir');
    await order('by-the-sea');
    const { id: stranger } = await user();
    const namesOf = (of: UserId) =>
      unitOfWork.read(({ styles }) =>
        styles.listNames(of, ['film-noir', 'by-the-sea', 'never-heard-of']),
      );
    deepEqual(await namesOf(userId), [{ styleId: 'film-noir', name: noir }]);
    deepEqual(await namesOf(stranger), []);
    deepEqual(await unitOfWork.read(({ styles }) => styles.listNames(userId, [])), []);
  });
};
