import type { AvatarId } from '../../shared/ids.ts';
import type { Training } from '../../domain/training/training.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { given } from './given.ts';
import { casesOf, type Suite } from './suite.ts';

/** What is asked of trainings as versions of an avatar. */
export const trainingVersions = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const find = (unitOfWork: UnitOfWork, { id }: Training) =>
    unitOfWork.run(({ trainings }) => trainings.find(id));

  test('those that succeeded are listed newest first, below a version, and counted', async ({
    unitOfWork,
  }) => {
    const first = await given(unitOfWork).training({ status: 'succeeded' });
    const { avatarId, userId } = first;
    const owned = { avatarId, userId };
    await given(unitOfWork).training({ ...owned, version: 2, status: 'failed' });
    const third = await given(unitOfWork).training({ ...owned, version: 3, status: 'succeeded' });
    await given(unitOfWork).training({ ...owned, version: 4 });
    await given(unitOfWork).training({ userId, status: 'succeeded' });
    const { id: stranger } = await given(unitOfWork).user();
    const list = (page: { limit: number; before?: number }, who = userId) =>
      unitOfWork.run(({ trainings }) => trainings.listSucceeded(avatarId, who, page));
    deepEqual(await list({ limit: 10 }), [third, first]);
    deepEqual(await list({ limit: 1 }), [third]);
    deepEqual(await list({ limit: 10, before: 3 }), [first]);
    deepEqual(await list({ limit: 10 }, stranger), []);
    await unitOfWork.run(async ({ trainings }) => {
      equal(await trainings.countSucceeded(avatarId, userId), 2);
      equal(await trainings.countSucceeded(avatarId, stranger), 0);
      equal(await trainings.countSucceeded(freshId<AvatarId>(), userId), 0);
    });
  });

  test('where weights were is forgotten once, with the time of the first', async ({
    unitOfWork,
  }) => {
    const done = await given(unitOfWork).training({ status: 'succeeded' });
    const { avatarId, userId } = done;
    const failed = await given(unitOfWork).training({
      avatarId,
      userId,
      version: 2,
      status: 'failed',
    });
    const other = await given(unitOfWork).training({ userId, status: 'succeeded' });
    const forget = (now: Date, who = userId) =>
      unitOfWork.run(({ trainings }) => trainings.deleteResults(avatarId, who, now));
    deepEqual(await forget(builtAt, (await given(unitOfWork).user()).id), []);
    deepEqual(await find(unitOfWork, done), done);
    for (const now of [builtAt, minutesAfter(builtAt, 1)]) {
      deepEqual((await forget(now)).toSorted(), [done.id, failed.id].toSorted());
    }
    deepEqual(await find(unitOfWork, done), {
      ...done,
      output: undefined,
      result: undefined,
      resultDeletedAt: builtAt,
    });
    deepEqual(await find(unitOfWork, failed), failed);
    deepEqual(await find(unitOfWork, other), other);
  });
};
