import type { FileRef, ImageId } from '../../shared/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { freshId, minutesAfter } from '../builders/fresh.ts';
import { anImage } from '../builders/generations.ts';
import { given } from './given.ts';
import { atOnce, casesOf, present, type Suite } from './suite.ts';

export const imagesContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const anOrder = async (unitOfWork: UnitOfWork) => {
    const { id: generationId, userId } = await given(unitOfWork).generation();
    return { generationId, userId };
  };

  test('pictures of one order are added together and found as they were', async ({
    unitOfWork,
  }) => {
    const order = await anOrder(unitOfWork);
    const [second, first] = [anImage({ ...order, index: 1 }), anImage({ ...order, index: 0 })];
    await unitOfWork.run(({ images }) => images.addAll([second, first]));
    await unitOfWork.run(async ({ images }) => {
      deepEqual(await images.find(first.id, order.userId), first);
      deepEqual(await images.listOfGeneration(order.generationId, order.userId), [first, second]);
      equal(await images.count(order.userId), 2);
    });
  });

  test('adding nothing is fine', async ({ unitOfWork }) => {
    const { userId } = await anOrder(unitOfWork);
    await unitOfWork.run(({ images }) => images.addAll([]));
    equal(await unitOfWork.run(({ images }) => images.count(userId)), 0);
  });

  test("another person's pictures are as good as missing", async ({ unitOfWork }) => {
    const order = await anOrder(unitOfWork);
    const image = await given(unitOfWork).image(order);
    const { id: stranger } = await given(unitOfWork).user();
    await unitOfWork.run(async ({ images }) => {
      equal(await images.find(image.id, stranger), undefined);
      equal(await images.find(freshId<ImageId>(), order.userId), undefined);
      deepEqual(await images.listOfGeneration(order.generationId, stranger), []);
      deepEqual(await images.list(stranger, { limit: 10 }), []);
      equal(await images.count(stranger), 0);
    });
  });

  test('pictures that are known are left as they are, new ones are added', async ({
    unitOfWork,
  }) => {
    const order = await anOrder(unitOfWork);
    const known = await given(unitOfWork).image({ ...order, index: 0 });
    const again = anImage({ ...order, index: 0, seed: 7 });
    const added = anImage({ ...order, index: 1 });
    await unitOfWork.run(({ images }) => images.addAll([again, added]));
    const all = await unitOfWork.run(({ images }) =>
      images.listOfGeneration(order.generationId, order.userId),
    );
    deepEqual(all, [known, added]);
  });

  test('an order that is finished twice at once has its pictures once', async ({ unitOfWork }) => {
    const order = await anOrder(unitOfWork);
    await atOnce(6, () =>
      unitOfWork.run(({ images }) =>
        images.addAll([anImage({ ...order, index: 0 }), anImage({ ...order, index: 1 })]),
      ),
    );
    const all = await unitOfWork.run(({ images }) =>
      images.listOfGeneration(order.generationId, order.userId),
    );
    deepEqual(
      all.map(({ index }) => index),
      [0, 1],
    );
  });

  test('pictures are listed newest first, page by page, each once', async ({ unitOfWork }) => {
    const order = await anOrder(unitOfWork);
    const added = [];
    for (let index = 0; index < 5; index += 1) {
      const createdAt = minutesAfter(new Date('2026-11-22T12:00:00Z'), index);
      added.push(await given(unitOfWork).image({ ...order, index, createdAt }));
    }
    const newestFirst = added.toReversed();
    const page = (before?: ImageId) =>
      unitOfWork.run(({ images }) =>
        images.list(order.userId, { limit: 2, ...(before ? { before } : {}) }),
      );
    deepEqual(await page(), newestFirst.slice(0, 2));
    deepEqual(await page(present(newestFirst[1]).id), newestFirst.slice(2, 4));
    deepEqual(await page(present(newestFirst[3]).id), newestFirst.slice(4));
    deepEqual(await page(present(newestFirst[4]).id), []);
  });

  test('pictures of the same moment are paged without loss or double', async ({ unitOfWork }) => {
    const order = await anOrder(unitOfWork);
    const added = [0, 1, 2, 3].map((index) => anImage({ ...order, index }));
    await unitOfWork.run(({ images }) => images.addAll(added));
    const seen: ImageId[] = [];
    for (let pages = 0; pages < 4; pages += 1) {
      const before = seen.at(-1);
      const [image] = await unitOfWork.run(({ images }) =>
        images.list(order.userId, { limit: 1, ...(before ? { before } : {}) }),
      );
      seen.push(present(image).id);
    }
    deepEqual(seen.toSorted(), added.map(({ id }) => id).toSorted());
  });

  test("the channel's handle is remembered, and only of that picture", async ({ unitOfWork }) => {
    const order = await anOrder(unitOfWork);
    const shown = await given(unitOfWork).image({ ...order, index: 0 });
    const other = await given(unitOfWork).image({ ...order, index: 1 });
    const shownAs = 'telegram:AgACAgIAAxk' as FileRef;
    await unitOfWork.run(({ images }) => images.markShown(shown.id, shownAs));
    await unitOfWork.run(({ images }) => images.markShown(freshId<ImageId>(), shownAs));
    const all = await unitOfWork.run(({ images }) =>
      images.listOfGeneration(order.generationId, order.userId),
    );
    deepEqual(all, [{ ...shown, shownAs }, other]);
  });
};
