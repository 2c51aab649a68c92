import type { HoldId, UserId } from '../../shared/ids.ts';
import { planExpiry, planHold, planSettlement } from '../../domain/wallet/transfers.ts';
import type { Hold, TransferPlan } from '../../domain/wallet/wallet.ts';
import type { Training } from '../../domain/training/training.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { aHold } from '../builders/people.ts';
import { given } from './given.ts';
import { atOnce, casesOf, countOf, untilAnswered, type Suite } from './suite.ts';

/** How holds begin and end. */
export const holdCases = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const post = (unitOfWork: UnitOfWork, plan: TransferPlan) =>
    untilAnswered(() => unitOfWork.run(({ wallets }) => wallets.post(plan)));
  const balance = (unitOfWork: UnitOfWork, userId: UserId) =>
    unitOfWork.run(({ wallets }) => wallets.balance(userId));
  const findHold = (unitOfWork: UnitOfWork, id: HoldId) =>
    unitOfWork.run(({ wallets }) => wallets.findHold(id));

  test('a hold is found as it was placed', async ({ unitOfWork }) => {
    const hold = await given(unitOfWork).hold({ amount: 77 });
    deepEqual(await findHold(unitOfWork, hold.id), hold);
    equal(await findHold(unitOfWork, freshId<HoldId>()), undefined);
  });

  test('a hold whose id is taken is not placed, and takes nothing', async ({ unitOfWork }) => {
    const hold = await given(unitOfWork).hold();
    await given(unitOfWork).grant(hold.userId, 50);
    const double = aHold({ id: hold.id, userId: hold.userId, amount: 1 });
    equal(await post(unitOfWork, planHold(double, 'again')), 'already-posted');
    deepEqual(await findHold(unitOfWork, hold.id), hold);
    deepEqual(await balance(unitOfWork, hold.userId), { available: 50, held: 100 });
  });

  test('a hold that is refused is not there', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const id = freshId<HoldId>();
    equal(
      await post(unitOfWork, planHold(aHold({ id, userId, amount: 1 }), 'test')),
      'insufficient',
    );
    equal(await findHold(unitOfWork, id), undefined);
  });

  test('a hold of nothing is placed and ended once, and moves nothing', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const hold = aHold({ userId, amount: 0 });
    equal(await post(unitOfWork, planHold(hold, 'free')), 'posted');
    equal(await post(unitOfWork, planHold(hold, 'free')), 'already-posted');
    deepEqual(await findHold(unitOfWork, hold.id), hold);
    equal(await post(unitOfWork, planSettlement(hold, 0, 'free')), 'posted');
    equal(await post(unitOfWork, planSettlement(hold, 0, 'free')), 'already-posted');
    equal((await findHold(unitOfWork, hold.id))?.status, 'released');
    deepEqual(await balance(unitOfWork, userId), { available: 0, held: 0 });
  });

  test('nothing is held of who is blocked, but what is held comes to its end', async ({
    unitOfWork,
  }) => {
    const hold = await given(unitOfWork).hold({ amount: 30 });
    const { userId } = hold;
    await given(unitOfWork).grant(userId, 50);
    await unitOfWork.run(({ users }) => users.setBlocked(userId, builtAt));
    for (const amount of [20, 0]) {
      const another = aHold({ userId, amount });
      equal(await post(unitOfWork, planHold(another, 'again')), 'blocked');
      equal(await findHold(unitOfWork, another.id), undefined);
    }
    equal(await post(unitOfWork, planHold(hold, 'given')), 'already-posted');
    deepEqual(await balance(unitOfWork, userId), { available: 50, held: 30 });
    equal(await post(unitOfWork, planSettlement(hold, 0, 'end')), 'posted');
    await unitOfWork.run(({ users }) => users.setBlocked(userId, undefined));
    equal(await post(unitOfWork, planHold(aHold({ userId, amount: 20 }), 'after')), 'posted');
  });

  test('a hold ends once; a second end changes nothing', async ({ unitOfWork }) => {
    const hold = await given(unitOfWork).hold({ amount: 100 });
    equal(await post(unitOfWork, planSettlement(hold, 75, 'part')), 'posted');
    equal(await post(unitOfWork, planSettlement(hold, 0, 'none')), 'already-posted');
    equal(await post(unitOfWork, planExpiry(hold)), 'already-posted');
    const found = await findHold(unitOfWork, hold.id);
    deepEqual(found, { ...hold, status: 'captured', captured: 75 });
    deepEqual(await balance(unitOfWork, hold.userId), { available: 25, held: 0 });
  });

  test('an expired hold goes back, and cannot be paid any more', async ({ unitOfWork }) => {
    const hold = await given(unitOfWork).hold({ amount: 100 });
    equal(await post(unitOfWork, planExpiry(hold)), 'posted');
    equal(await post(unitOfWork, planSettlement(hold, 100, 'late')), 'already-posted');
    deepEqual(await findHold(unitOfWork, hold.id), { ...hold, status: 'expired' });
    deepEqual(await balance(unitOfWork, hold.userId), { available: 100, held: 0 });
  });

  test('of ends at the same time one happens; an unknown hold has no end', async ({
    unitOfWork,
  }) => {
    const hold = await given(unitOfWork).hold();
    const ends = await atOnce(12, (index) =>
      post(unitOfWork, index % 3 === 0 ? planExpiry(hold) : planSettlement(hold, index, 'end')),
    );
    equal(countOf(ends, 'posted'), 1);
    equal(countOf(ends, 'already-posted'), 11);
    equal((await balance(unitOfWork, hold.userId)).held, 0);
    const { userId } = await given(unitOfWork).hold({ userId: hold.userId });
    const unknown = planSettlement(aHold({ userId, amount: 10 }), 10, 'end');
    equal(await post(unitOfWork, unknown), 'already-posted');
    equal((await balance(unitOfWork, userId)).held, 100);
    const { id: poor } = await given(unitOfWork).user();
    const uncovered = planSettlement(aHold({ userId: poor, amount: 10 }), 10, 'end');
    equal(await post(unitOfWork, uncovered), 'already-posted', 'also where nothing is held');
  });

  test('holds expire whose work is over or was never there, the longest expired first', async ({
    unitOfWork,
  }) => {
    const now = minutesAfter(builtAt, 60);
    const expiring = (minute: number) => ({ expiresAt: minutesAfter(builtAt, minute) });
    const { id: userId } = await given(unitOfWork).user();
    const workWith = async (status: Training['status'], hold: Partial<Hold>) => {
      const training = await given(unitOfWork).training({ userId, status }, hold);
      return training.holdId;
    };
    const over = await workWith('failed', expiring(2));
    await workWith('running', expiring(1));
    const generation = await given(unitOfWork).generation(
      { userId, status: 'blocked' },
      expiring(3),
    );
    await given(unitOfWork).generation({ userId, status: 'queued' }, expiring(3));
    const forgotten = await given(unitOfWork).hold({ userId, ...expiring(4) });
    await given(unitOfWork).hold({ userId, ...expiring(60) });
    const ended = await given(unitOfWork).hold({ userId, ...expiring(5) });
    await post(unitOfWork, planExpiry(ended));
    const expired = async (limit: number) =>
      (await unitOfWork.run(({ wallets }) => wallets.listExpired(now, limit))).map(({ id }) => id);
    deepEqual(await expired(10), [over, generation.holdId, forgotten.id]);
    deepEqual(await expired(2), [over, generation.holdId]);
  });
};
