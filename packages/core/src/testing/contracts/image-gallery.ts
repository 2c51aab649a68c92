import type { ImageId, UserId } from '../../shared/ids.ts';
import type { Generation } from '../../domain/generation/generation.ts';
import type { Image } from '../../domain/image/image.ts';
import type { ImageFilter } from '../../domain/image/image-filter.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { freshId } from '../builders/fresh.ts';
import { anImage } from '../builders/generations.ts';
import { given } from './given.ts';
import { atOnce, casesOf, present, type Suite } from './suite.ts';

/** What a gallery asks of pictures: pages, filters, favourites, and how many there are. */
export const imageGalleryCases = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const anOrder = async (unitOfWork: UnitOfWork) => {
    const { id: generationId, userId, avatarId } = await given(unitOfWork).generation();
    return { generationId, userId, avatarId };
  };

  test('pages lead down and up again, and each is the one it was', async ({ unitOfWork }) => {
    const order = await anOrder(unitOfWork);
    const newestFirst = await picturesOf(unitOfWork, order, 7);
    const page = (cut: { before?: ImageId; after?: ImageId }) =>
      unitOfWork.run(({ images }) => images.list(order.userId, { limit: 3, ...cut }));
    const at = (place: number) => present(newestFirst[place]).id;
    deepEqual(await page({ before: at(2) }), newestFirst.slice(3, 6));
    deepEqual(await page({ after: at(6) }), newestFirst.slice(3, 6));
    deepEqual(await page({ after: at(3) }), newestFirst.slice(0, 3));
    deepEqual(await page({ after: at(1) }), newestFirst.slice(0, 1));
    deepEqual(await page({ after: at(0) }), []);
  });

  test('filters show what they name, page by page, and nobody else’s', async ({ unitOfWork }) => {
    const { userId } = await anOrder(unitOfWork);
    const styled = await given(unitOfWork).generation({ userId, styleId: 'film-noir' });
    const plain = await given(unitOfWork).generation({ userId });
    const inMay = { createdAt: new Date('2026-05-31T23:59:59.000Z') };
    const noir = await picturesOf(unitOfWork, { ...ofOrder(styled), ...inMay }, 3);
    const other = await picturesOf(unitOfWork, ofOrder(plain), 2);
    const [favourite] = [present(noir[1])];
    await unitOfWork.run(({ images }) => images.markFavourite(favourite.id, userId, true));
    const isFavourite = { ...favourite, isFavourite: true };
    const marked = noir.map((image) => (image.id === favourite.id ? isFavourite : image));
    const { id: stranger } = await given(unitOfWork).user();
    const cases: readonly (readonly [ImageFilter, readonly Image[]])[] = [
      [{ type: 'favourites' }, [isFavourite]],
      [{ type: 'avatar', avatarId: styled.avatarId }, marked],
      [{ type: 'avatar', avatarId: plain.avatarId }, other],
      [{ type: 'style', styleId: 'film-noir' }, marked],
      [{ type: 'style', styleId: 'other' }, []],
      [{ type: 'month', month: 202_605 }, marked],
      [{ type: 'month', month: 202_606 }, []],
      [{ type: 'month', month: 202_611 }, other],
    ];
    for (const [filter, expected] of cases) {
      await unitOfWork.run(async ({ images }) => {
        deepEqual(await images.list(userId, { limit: 10, filter }), expected);
        const before = expected[0]?.id;
        if (before) {
          deepEqual(await images.list(userId, { limit: 10, before, filter }), expected.slice(1));
        }
        deepEqual(await images.list(stranger, { limit: 10, filter }), []);
      });
    }
  });

  test('pictures of nobody’s avatar are shown, and counted for none', async ({ unitOfWork }) => {
    const { avatarId, trainingId, ...ordered } = await given(unitOfWork).generationToAdd();
    const free = { ...ordered, avatarId: undefined, trainingId: undefined };
    await unitOfWork.run(({ generations }) => generations.add(free));
    const added = await picturesOf(unitOfWork, ofOrder(free), 2);
    const { userId } = ordered;
    await unitOfWork.run(async ({ images }) => {
      const { all, byAvatar } = await images.countBy(userId);
      deepEqual({ all, byAvatar }, { all: 2, byAvatar: [] });
      deepEqual(await images.list(userId, { limit: 10 }), added);
      const filter = { type: 'avatar', avatarId } as const;
      deepEqual(await images.list(userId, { limit: 10, filter }), []);
      deepEqual(await images.listOfTraining(trainingId, userId, { limit: 9, first: 'newest' }), []);
    });
    const gone = present(added[0]);
    await unitOfWork.run(({ images }) => images.delete(gone.id, userId));
    equal(await unitOfWork.run(({ images }) => images.count(userId)), 1);
  });

  test('a picture is found between those that the filter shows', async ({ unitOfWork }) => {
    const order = await anOrder(unitOfWork);
    const [fifth, fourth, third, second, first] = await picturesOf(unitOfWork, order, 5);
    const { userId } = order;
    for (const { id } of [present(first), present(fifth)]) {
      await unitOfWork.run(({ images }) => images.markFavourite(id, userId, true));
    }
    const { id: stranger } = await given(unitOfWork).user();
    const favourites = { type: 'favourites' } as const;
    await unitOfWork.run(async ({ images }) => {
      const { id } = present(third);
      deepEqual(await images.findBetween(id, userId), {
        image: third,
        newer: fourth?.id,
        older: second?.id,
      });
      deepEqual(await images.findBetween(id, userId, favourites), {
        image: third,
        newer: fifth?.id,
        older: first?.id,
      });
      const top = await images.findBetween(present(fifth).id, userId);
      equal(top?.newer, undefined);
      const bottom = await images.findBetween(present(first).id, userId);
      equal(bottom?.older, undefined);
      equal(await images.findBetween(id, stranger), undefined);
      equal(await images.findBetween(freshId<ImageId>(), userId), undefined);
    });
  });

  test('a favourite is only its owner’s to make, and the same twice is once', async ({
    unitOfWork,
  }) => {
    const order = await anOrder(unitOfWork);
    const { id } = await given(unitOfWork).image(order);
    const { id: stranger } = await given(unitOfWork).user();
    const mark = (userId: UserId, isFavourite: boolean) =>
      unitOfWork.run(({ images }) => images.markFavourite(id, userId, isFavourite));
    const favourites = async () =>
      (await unitOfWork.run(({ images }) => images.countBy(order.userId))).favourites;
    equal(await mark(stranger, true), false);
    equal(await favourites(), 0);
    equal(await mark(order.userId, true), true);
    equal(await mark(order.userId, true), true);
    equal(await favourites(), 1);
    equal(await mark(order.userId, false), true);
    equal(await favourites(), 0);
  });

  test('what is counted is what there is, after every change', async ({ unitOfWork }) => {
    const { userId } = await anOrder(unitOfWork);
    const [noir, plain] = [
      await given(unitOfWork).generation({ userId, styleId: 'film-noir' }),
      await given(unitOfWork).generation({ userId }),
    ];
    const may = new Date('2026-05-01T00:00:00.000Z');
    const first = await picturesOf(unitOfWork, { ...ofOrder(noir), createdAt: may }, 3);
    await picturesOf(unitOfWork, ofOrder(plain), 2);
    const { id } = present(first[0]);
    await unitOfWork.run(({ images }) => images.markFavourite(id, userId, true));
    const counts = () => unitOfWork.run(({ images }) => images.countBy(userId));
    deepEqual(await counts(), {
      all: 5,
      favourites: 1,
      byAvatar: [
        { avatarId: noir.avatarId, count: 3 },
        { avatarId: plain.avatarId, count: 2 },
      ],
      byStyle: [{ styleId: 'film-noir', count: 3 }],
      byMonth: [
        { month: 202_611, count: 2 },
        { month: 202_605, count: 3 },
      ],
    });
    for (const image of first) {
      await unitOfWork.run(({ images }) => images.delete(image.id, userId));
    }
    deepEqual(await counts(), {
      all: 2,
      favourites: 0,
      byAvatar: [{ avatarId: plain.avatarId, count: 2 }],
      byStyle: [],
      byMonth: [{ month: 202_611, count: 2 }],
    });
    equal(await unitOfWork.run(({ images }) => images.count(userId)), 2);
  });

  test('many who add and delete at once are counted right', async ({ unitOfWork }) => {
    const { userId } = await anOrder(unitOfWork);
    const orders = await atOnce(4, () => given(unitOfWork).generation({ userId }));
    await atOnce(8, async (at) => {
      const order = ofOrder(present(orders[at % 4]));
      const index = Math.floor(at / 4);
      const image = anImage({ ...order, index });
      await unitOfWork.run(({ images }) => images.addAll([image]));
      await unitOfWork.run(({ images }) => images.markFavourite(image.id, userId, true));
      if (index > 0) await unitOfWork.run(({ images }) => images.delete(image.id, userId));
    });
    const { all, favourites } = await unitOfWork.run(({ images }) => images.countBy(userId));
    deepEqual({ all, favourites }, { all: 4, favourites: 4 });
  });
};

/** What a picture has of its order. */
export const ofOrder = ({
  id,
  userId,
  avatarId,
  styleId,
}: Generation): Partial<Image> & Pick<Image, 'generationId' | 'userId'> => ({
  generationId: id,
  userId,
  avatarId,
  ...(styleId === undefined ? {} : { styleId }),
});

/** Pictures of one order, newest first. */
export const picturesOf = async (unitOfWork: UnitOfWork, order: Partial<Image>, count: number) => {
  const added = Array.from({ length: count }, (_, index) => anImage({ ...order, index }));
  await unitOfWork.run(({ images }) => images.addAll(added));
  return added.toReversed();
};
