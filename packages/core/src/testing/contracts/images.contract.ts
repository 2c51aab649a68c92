import type { FileRef, ImageId, UserId } from '../../shared/ids.ts';
import type { Image } from '../../domain/image/image.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { freshId, minutesAfter } from '../builders/fresh.ts';
import { anImage } from '../builders/generations.ts';
import { given } from './given.ts';
import { imageGalleryCases, ofOrder, picturesOf } from './image-gallery.ts';
import { atOnce, casesOf, present, type Suite } from './suite.ts';

export const imagesContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  imageGalleryCases(suite);
  const anOrder = async (unitOfWork: UnitOfWork) => {
    const { id: generationId, userId, avatarId } = await given(unitOfWork).generation();
    return { generationId, userId, avatarId };
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

  test('the file’s handle is another than the picture’s', async ({ unitOfWork }) => {
    const order = await anOrder(unitOfWork);
    const image = await given(unitOfWork).image(order);
    const filedAs = 'telegram:BQACAgIAAxk' as FileRef;
    await unitOfWork.run(({ images }) => images.markFiled(image.id, filedAs));
    const found = await unitOfWork.run(({ images }) => images.find(image.id, order.userId));
    deepEqual(found, { ...image, filedAs });
  });

  test('a deleted picture is nowhere, and nobody deletes another’s', async ({ unitOfWork }) => {
    const order = await anOrder(unitOfWork);
    const [kept, gone] = await picturesOf(unitOfWork, order, 2);
    const { id } = present(gone);
    const { id: stranger } = await given(unitOfWork).user();
    const remove = (userId: UserId) => unitOfWork.run(({ images }) => images.delete(id, userId));
    equal(await remove(stranger), undefined);
    deepEqual(await remove(order.userId), gone);
    equal(await remove(order.userId), undefined);
    await unitOfWork.run(async ({ images }) => {
      equal(await images.find(id, order.userId), undefined);
      deepEqual(await images.list(order.userId, { limit: 10 }), [kept]);
      deepEqual(await images.listOfGeneration(order.generationId, order.userId), [kept]);
      equal(await images.count(order.userId), 1);
    });
  });

  test('several are found by their ids, without those that are somebody else’s', async ({
    unitOfWork,
  }) => {
    const order = await anOrder(unitOfWork);
    const [newest, , oldest] = await picturesOf(unitOfWork, order, 3);
    const foreign = await given(unitOfWork).image(await anOrder(unitOfWork));
    const ids = [present(oldest).id, foreign.id, freshId<ImageId>(), present(newest).id];
    const found = await unitOfWork.run(({ images }) => images.listByIds(ids, order.userId));
    deepEqual(found, [newest, oldest]);
    deepEqual(await unitOfWork.run(({ images }) => images.listByIds([], order.userId)), []);
  });

  test('those of a version come newest order first, its first pictures before them where asked', async ({
    unitOfWork,
  }) => {
    const free = { purpose: 'preview', price: 0 } as const;
    const preview = await given(unitOfWork).generation(free, { amount: 0 });
    const { userId, avatarId, trainingId } = preview;
    const drawn = await given(unitOfWork).generationToAdd({ userId });
    const order = { ...drawn, avatarId, trainingId };
    await unitOfWork.run(({ generations }) => generations.add(order));
    const added: Image[] = [];
    for (const generation of [preview, order]) {
      for (const index of [0, 1]) {
        added.push(await given(unitOfWork).image({ ...ofOrder(generation), index }));
      }
    }
    await given(unitOfWork).image(ofOrder(await given(unitOfWork).generation({ userId })));
    const list = (first: 'previews' | 'newest', limit = 10, who = userId) =>
      unitOfWork.run(({ images }) => images.listOfTraining(trainingId, who, { limit, first }));
    const [one, two, three, four] = added;
    deepEqual(await list('newest'), [three, four, one, two]);
    deepEqual(await list('previews'), [one, two, three, four]);
    deepEqual(await list('newest', 1), [three]);
    deepEqual(await list('newest', 10, (await given(unitOfWork).user()).id), []);
  });
};
