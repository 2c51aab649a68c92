import type { ErasureId, UserId } from '../../shared/ids.ts';
import type { Erasure } from '../../domain/account/erasure.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { deepEqual, equal } from '../assert.ts';
import { given } from './given.ts';
import { casesOf, type Suite } from './suite.ts';

const erasureOf = (userId: UserId): Erasure => ({
  id: freshId<ErasureId>(),
  leaver: { userId, address: 'telegram:1' as never, locale: 'ru' },
  requestedAt: builtAt,
});

/** A part of the contract of accounts. */
export const erasureCases = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);

  test('an erasure becomes a receipt that leads to nobody', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const erasure = erasureOf(userId);
    await unitOfWork.run(({ accounts }) => accounts.addErasure(erasure));
    const find = () => unitOfWork.read(({ accounts }) => accounts.findErasure(erasure.id));
    deepEqual(await find(), { ...erasure, erased: undefined, finishedAt: undefined });
    const erased = {
      avatars: 1,
      photos: 12,
      trainings: 1,
      orders: 3,
      pictures: 9,
      atProvider: 2,
      leftAtProvider: 1,
    };
    const finished = {
      id: erasure.id,
      requestedAt: builtAt,
      erased,
      finishedAt: minutesAfter(builtAt, 1),
    };
    const unfinished = async (until: Date): Promise<boolean> => {
      const page = { until, limit: 1_000 };
      const ids = await unitOfWork.read(({ accounts }) => accounts.listUnfinishedErasures(page));
      return ids.includes(erasure.id);
    };
    equal(await unfinished(minutesAfter(builtAt, -1)), false);
    equal(await unfinished(builtAt), true);
    await unitOfWork.run(({ accounts }) => accounts.saveErasure({ ...erasure, erased }));
    equal(await unfinished(builtAt), true);
    await unitOfWork.run(({ accounts }) => accounts.saveErasure(finished));
    equal(await unfinished(builtAt), false);
    deepEqual(await find(), { ...finished, leaver: undefined });
    const nobody = freshId<ErasureId>();
    equal(await unitOfWork.read(({ accounts }) => accounts.findErasure(nobody)), undefined);
  });
};
