import type { HoldId, UserId } from '../../shared/ids.ts';
import { holdIdOf, planGrant, planHold, planSettlement } from '../../domain/wallet/transfers.ts';
import type { TransferPlan } from '../../domain/wallet/wallet.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal, rejects } from '../assert.ts';
import { freshId } from '../builders/fresh.ts';
import { aHold } from '../builders/people.ts';
import { given } from './given.ts';
import { atOnce, casesOf, countOf, present, untilAnswered, type Suite } from './suite.ts';
import { holdCases } from './wallet-holds.ts';

export const walletsContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const post = (unitOfWork: UnitOfWork, plan: TransferPlan) =>
    untilAnswered(() => unitOfWork.run(({ wallets }) => wallets.post(plan)));
  const balance = (unitOfWork: UnitOfWork, userId: UserId) =>
    unitOfWork.run(({ wallets }) => wallets.balance(userId));
  const grantOf = (userId: UserId, amount: number, idempotencyKey: string = freshId()) =>
    planGrant({ userId, amount, idempotencyKey, reason: 'gift' });
  const holdOf = (userId: UserId, amount: number, id = freshId<HoldId>()) =>
    planHold(aHold({ id, userId, amount }), 'training');
  const findHold = (unitOfWork: UnitOfWork, id: HoldId) =>
    unitOfWork.run(({ wallets }) => wallets.findHold(id));

  test('a person starts with nothing', async ({ unitOfWork }) => {
    const { id } = await given(unitOfWork).user();
    deepEqual(await balance(unitOfWork, id), { available: 0, held: 0 });
  });

  test('granted credits are available to whom they were given', async ({ unitOfWork }) => {
    const { id } = await given(unitOfWork).user();
    const { id: other } = await given(unitOfWork).user();
    equal(await post(unitOfWork, grantOf(id, 300)), 'posted');
    equal(await post(unitOfWork, grantOf(id, 1_000_000_000)), 'posted');
    deepEqual(await balance(unitOfWork, id), { available: 1_000_000_300, held: 0 });
    deepEqual(await balance(unitOfWork, other), { available: 0, held: 0 });
  });

  test('a hold sets credits aside, its settlement pays or gives back', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const id = freshId<HoldId>();
    await post(unitOfWork, grantOf(userId, 300));
    equal(await post(unitOfWork, holdOf(userId, 100, id)), 'posted');
    deepEqual(await balance(unitOfWork, userId), { available: 200, held: 100 });
    const settlement = planSettlement({ id, userId, amount: 100 }, 75, 'training.succeeded');
    equal(await post(unitOfWork, settlement), 'posted');
    deepEqual(await balance(unitOfWork, userId), { available: 225, held: 0 });
  });

  test('the same key again is the same movement, whatever it says', async ({ unitOfWork }) => {
    const { id } = await given(unitOfWork).user();
    equal(await post(unitOfWork, grantOf(id, 300, 'welcome')), 'posted');
    equal(await post(unitOfWork, grantOf(id, 300, 'welcome')), 'already-posted');
    equal(await post(unitOfWork, grantOf(id, 500, 'welcome')), 'already-posted');
    deepEqual(await balance(unitOfWork, id), { available: 300, held: 0 });
  });

  test('a hold that was booked is known even when nothing is left', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const plan = holdOf(userId, 100);
    await post(unitOfWork, grantOf(userId, 100));
    equal(await post(unitOfWork, plan), 'posted');
    equal(await post(unitOfWork, plan), 'already-posted');
    deepEqual(await balance(unitOfWork, userId), { available: 0, held: 100 });
  });

  test('more than there is cannot be held, and nothing changes', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const plan = holdOf(userId, 101);
    equal(await post(unitOfWork, plan), 'insufficient');
    await post(unitOfWork, grantOf(userId, 100));
    equal(await post(unitOfWork, plan), 'insufficient');
    deepEqual(await balance(unitOfWork, userId), { available: 100, held: 0 });
    await post(unitOfWork, grantOf(userId, 1));
    equal(await post(unitOfWork, plan), 'posted', 'a refused key may be tried again');
  });

  test('a unit of work goes on after a refused or repeated movement', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    await post(unitOfWork, grantOf(userId, 10, 'first'));
    const answers = await unitOfWork.run(async ({ wallets }) => [
      await wallets.post(holdOf(userId, 11)),
      await wallets.post(grantOf(userId, 10, 'first')),
      await wallets.post(grantOf(userId, 5, 'second')),
    ]);
    deepEqual(answers, ['insufficient', 'already-posted', 'posted']);
    deepEqual(await balance(unitOfWork, userId), { available: 15, held: 0 });
  });

  test('more cannot be paid than is held', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const id = freshId<HoldId>();
    await post(unitOfWork, grantOf(userId, 300));
    await post(unitOfWork, holdOf(userId, 50, id));
    const greedy = planSettlement({ id, userId, amount: 60 }, 60, 'training.succeeded');
    equal(await post(unitOfWork, greedy), 'insufficient');
    deepEqual(await balance(unitOfWork, userId), { available: 250, held: 50 });
    equal((await findHold(unitOfWork, id))?.status, 'held');
  });

  test('legs that do not sum to zero are never booked', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const plan = grantOf(userId, 100);
    const minted = { ...plan, legs: plan.legs.filter(({ amount }) => amount > 0) };
    await rejects(post(unitOfWork, minted));
    deepEqual(await balance(unitOfWork, userId), { available: 0, held: 0 });
  });

  test('a movement is undone with its unit of work', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    const plan = grantOf(userId, 300);
    const broken = unitOfWork.run(async ({ wallets }) => {
      await wallets.post(plan);
      throw new Error('changed my mind');
    });
    await rejects(broken);
    deepEqual(await balance(unitOfWork, userId), { available: 0, held: 0 });
    equal(await post(unitOfWork, plan), 'posted');
  });

  test('of many movements with one key at once, one is booked', async ({ unitOfWork }) => {
    const { id } = await given(unitOfWork).user();
    const answers = await atOnce(20, () => post(unitOfWork, grantOf(id, 300, 'welcome')));
    equal(countOf(answers, 'posted'), 1);
    equal(countOf(answers, 'already-posted'), 19);
    deepEqual(await balance(unitOfWork, id), { available: 300, held: 0 });
  });

  test('available never falls below zero under fifty holds at once', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    await post(unitOfWork, grantOf(userId, 1000));
    const answers = await atOnce(50, () => post(unitOfWork, holdOf(userId, 30)));
    equal(countOf(answers, 'posted'), 33);
    equal(countOf(answers, 'insufficient'), 17);
    deepEqual(await balance(unitOfWork, userId), { available: 10, held: 990 });
  });

  test('credit for one is granted to one of two hundred', async ({ unitOfWork }) => {
    const { id: userId } = await given(unitOfWork).user();
    await post(unitOfWork, grantOf(userId, 60));
    const answers = await atOnce(200, () => post(unitOfWork, holdOf(userId, 60)));
    equal(countOf(answers, 'posted'), 1);
    deepEqual(await balance(unitOfWork, userId), { available: 0, held: 60 });
  });

  test('movements of many people at once keep to their own accounts', async ({ unitOfWork }) => {
    const people = [];
    for (let count = 0; count < 5; count += 1) people.push((await given(unitOfWork).user()).id);
    await Promise.all(
      people.flatMap((id, index) => [1, 2, 3].map((n) => post(unitOfWork, grantOf(id, index + n)))),
    );
    for (const [index, id] of people.entries()) {
      deepEqual(await balance(unitOfWork, id), { available: 3 * index + 6, held: 0 });
    }
  });

  test('a person reads what came and went, newest first, page by page', async ({ unitOfWork }) => {
    const make = given(unitOfWork);
    const { id: userId } = await make.user();
    const avatar = await make.avatar({ userId, name: 'Vera' });
    const training = await make.training({ userId, avatarId: avatar.id });
    await make.grant((await make.user()).id, 7);
    const hold = { id: training.holdId, userId, amount: training.price };
    await post(unitOfWork, planSettlement(hold, training.price - 10, 'training.succeeded'));
    const paid = holdOf(userId, 3);
    await post(unitOfWork, paid);
    await post(
      unitOfWork,
      planSettlement({ id: present(holdIdOf(paid)), userId, amount: 3 }, 3, 'paid'),
    );
    const page = (limit: number, before?: string) =>
      unitOfWork.read(({ wallets }) => wallets.listTransfers(userId, { limit, before }));

    const lines = await page(100);
    const about = { type: 'training', avatarName: 'Vera' };
    deepEqual(
      lines.map(({ kind, amount, about: what }) => ({ kind, amount, what })),
      [
        // What was set aside and then paid as a whole moves nothing a second time.
        { kind: 'hold', amount: -3, what: undefined },
        { kind: 'capture', amount: 10, what: about },
        { kind: 'hold', amount: -training.price, what: about },
        { kind: 'grant', amount: training.price, what: undefined },
      ],
    );
    const { available } = await balance(unitOfWork, userId);
    equal(
      lines.reduce((sum, { amount }) => sum + amount, 0),
      available,
    );
    const first = await page(2);
    deepEqual(first, lines.slice(0, 2));
    deepEqual(await page(100, present(first[1]).id), lines.slice(2));
    deepEqual(await page(100, freshId()), []);
  });

  holdCases(suite);
};
