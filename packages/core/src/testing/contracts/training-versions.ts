import type { AvatarId } from '../../shared/ids.ts';
import type { Training } from '../../domain/training/training.ts';
import type { Trainings } from '../../ports/trainings.ts';
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

  test("a person's are listed newest first, page by page, of one avatar or of all", async ({
    unitOfWork,
  }) => {
    const first = await given(unitOfWork).training({ status: 'failed' });
    const { avatarId, userId } = first;
    const second = await given(unitOfWork).training({ avatarId, userId, version: 2 });
    const other = await given(unitOfWork).training({ userId, status: 'succeeded' });
    const foreign = await given(unitOfWork).training();
    const list = (page: Omit<Parameters<Trainings['list']>[1], 'limit'> & { limit?: number }) =>
      unitOfWork.run(({ trainings }) => trainings.list(userId, { limit: 10, ...page }));
    deepEqual(await list({}), [other, second, first]);
    deepEqual(await list({ limit: 2 }), [other, second]);
    deepEqual(await list({ before: second.id }), [first]);
    deepEqual(await list({ avatarId }), [second, first]);
    deepEqual(await list({ avatarId, before: second.id }), [first]);
    deepEqual(await list({ avatarId: foreign.avatarId }), []);
    await unitOfWork.run(async ({ avatars }) => {
      const avatar = await avatars.find(avatarId, userId);
      if (avatar) await avatars.save({ ...avatar, status: 'deleted' });
    });
    deepEqual(await list({}), [other]);
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
