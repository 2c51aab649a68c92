import type { UserId } from '../../shared/ids.ts';
import type { RunBilling } from '../../domain/run/run-cost.ts';
import { planExpiry, planGrant, planHold, planSettlement } from '../../domain/wallet/transfers.ts';
import type { TransferPlan } from '../../domain/wallet/wallet.ts';
import type { LedgerAudit } from '../../ports/ledger-audit.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { builtAt, freshId } from '../builders/fresh.ts';
import { aHold } from '../builders/people.ts';
import { given } from './given.ts';
import { casesOf, present, type Suite } from './suite.ts';

type Context = { unitOfWork: UnitOfWork; ledgerAudit: LedgerAudit };

export const ledgerAuditContract = (suite: Suite<Context>): void => {
  const test = casesOf(suite);
  const post = ({ unitOfWork }: Context, plan: TransferPlan) =>
    unitOfWork.run(({ wallets }) => wallets.post(plan));
  const settle = async (context: Context, id: string, captured: number) => {
    const hold = await context.unitOfWork.run(({ wallets }) => wallets.findHold(id as never));
    return post(context, planSettlement(present(hold), captured, 'settled'));
  };
  const verify = ({ ledgerAudit }: Context) => ledgerAudit.verify({ limit: 100 });
  const grant = (context: Context, userId: UserId, amount: number, key: string = freshId()) =>
    post(context, planGrant({ userId, amount, idempotencyKey: key, reason: 'gift' }));

  test('right books have no finding, and tell what was issued, held and earned', async (context) => {
    const { unitOfWork } = context;
    deepEqual((await verify(context)).counts, {});
    const live = await given(unitOfWork).training({ price: 60 });
    const { userId } = live;
    const paid = await given(unitOfWork).generation({ userId, status: 'succeeded', delivered: 1 });
    await settle(context, paid.trainingId, 60);
    await settle(context, paid.id, 2);
    const failed = await given(unitOfWork).training({ status: 'failed' });
    await settle(context, failed.id, 0);
    const { totals, counts, findings } = await verify(context);
    deepEqual([counts, findings], [{}, []]);
    deepEqual(totals, {
      transfers: 11,
      holds: 4,
      issued: 184,
      available: 62,
      held: 60,
      earned: 62,
      provider: { billedUsd: 0, uncertainUsd: 0 },
    });
  });

  test('what the provider bills is told beside it', async (context) => {
    const run = async (billing: 'billed' | 'maybe' | 'free', expectedMicroUsd: number) =>
      given(context.unitOfWork).run({ status: 'ended', cost: { expectedMicroUsd, billing } });
    await run('billed', 2_400_000);
    await run('billed', 35_000);
    await run('maybe', 7_000);
    await run('free', 1_000_000);
    const spent = { billedUsd: 2.435, uncertainUsd: 0.007 };
    deepEqual((await verify(context)).totals.provider, spent);
  });

  test('what was spent stays spent when those it was for are forgotten', async (context) => {
    const { unitOfWork } = context;
    const { userId } = await given(unitOfWork).training();
    const run = (billing: RunBilling, expectedMicroUsd: number) =>
      given(unitOfWork).run({ userId, status: 'ended', cost: { expectedMicroUsd, billing } });
    for (const cost of [2_400_000, 35_000]) await run('billed', cost);
    await run('maybe', 7_000);
    await run('free', 1_000_000);
    // Nobody will ever tell.
    await run('open', 1_000);
    await unitOfWork.run(({ accounts }) => accounts.detach(userId, builtAt));
    await unitOfWork.run(({ accounts }) => accounts.removeRows(userId));
    const spent = { billedUsd: 2.435, uncertainUsd: 0.008 };
    deepEqual((await verify(context)).totals.provider, spent);
  });

  test('work that is over must not hold credits, work that goes on must', async (context) => {
    const { unitOfWork } = context;
    const over = await given(unitOfWork).training({ status: 'failed' });
    const closed = await given(unitOfWork).generation({ status: 'running' });
    await settle(context, closed.trainingId, 60);
    await settle(context, closed.id, 0);
    const { counts, findings } = await verify(context);
    deepEqual(counts, { 'work.hold-open': 1, 'work.hold-closed': 1 });
    deepEqual(findings.map(({ subject }) => subject).toSorted(), [over.id, closed.id].toSorted());
  });

  test('what was paid is the price of what was delivered', async (context) => {
    const { unitOfWork } = context;
    const dear = await given(unitOfWork).generation({ status: 'succeeded', delivered: 1 });
    await settle(context, dear.trainingId, 60);
    await settle(context, dear.id, 4);
    const charged = await given(unitOfWork).training({ status: 'cancelled' });
    await settle(context, charged.id, 60);
    const { counts, findings } = await verify(context);
    deepEqual(counts, { 'work.charged-wrong': 2 });
    const of = (id: string) => present(findings.find(({ subject }) => subject === id));
    deepEqual(of(dear.id), {
      code: 'work.charged-wrong',
      subject: dear.id,
      userId: dear.userId,
      expected: 2,
      actual: 4,
    });
    deepEqual([of(charged.id).expected, of(charged.id).actual], [0, 60]);
  });

  test('what is delivered after its hold expired is a gift', async (context) => {
    const gift = await given(context.unitOfWork).training({ status: 'succeeded' });
    const hold = await context.unitOfWork.run(({ wallets }) => wallets.findHold(gift.holdId));
    await post(context, planExpiry(present(hold)));
    deepEqual((await verify(context)).counts, {});
  });

  test('a hold pays for something, at its price', async (context) => {
    const { unitOfWork } = context;
    const alone = await given(unitOfWork).hold();
    const cheap = await given(unitOfWork).training({ price: 60 }, { amount: 59 });
    const { findings } = await verify(context);
    const found = new Map(findings.map(({ code, subject }) => [code, subject]));
    equal(findings.length, 2);
    equal(found.get('hold.without-work'), alone.id);
    equal(found.get('work.hold-mismatched'), cheap.id);
  });

  test('many findings are all counted, and of each kind some are named', async (context) => {
    const { unitOfWork, ledgerAudit } = context;
    for (let count = 0; count < 4; count += 1) await given(unitOfWork).hold();
    await given(unitOfWork).training({ status: 'failed' });
    const { counts, findings } = await ledgerAudit.verify({ limit: 3 });
    deepEqual(counts, { 'hold.without-work': 4, 'work.hold-open': 1 });
    equal(findings.length, 3);
    equal(findings.filter(({ code }) => code === 'work.hold-open').length, 1);
  });

  test("a statement tells a person's movements, newest first, page by page", async (context) => {
    const { unitOfWork, ledgerAudit } = context;
    const { id: userId, address } = await given(unitOfWork).user();
    const other = await given(unitOfWork).hold();
    await grant(context, userId, 300);
    const hold = aHold({ userId, amount: 100 });
    await post(context, planHold(hold, 'training'));
    await post(context, planSettlement(hold, 75, 'training.succeeded'));
    const all = await ledgerAudit.statement(userId, { limit: 10 });
    deepEqual(
      all.map(({ kind, reason, holdId, available, held }) => [
        kind,
        reason,
        holdId,
        available,
        held,
      ]),
      [
        ['capture', 'training.succeeded', hold.id, 25, -100],
        ['hold', 'training', hold.id, -100, 100],
        ['grant', 'gift', undefined, 300, 0],
      ],
    );
    deepEqual(await ledgerAudit.statement(address, { limit: 10 }), all, 'by address');
    const [first] = await ledgerAudit.statement(userId, { limit: 1 });
    deepEqual(first, all[0]);
    const before = present(first).id;
    deepEqual(await ledgerAudit.statement(userId, { limit: 10, before }), all.slice(1));
    deepEqual(await ledgerAudit.statement(other.userId, { limit: 10, before }), []);
    deepEqual(await ledgerAudit.statement(freshId<UserId>(), { limit: 10 }), []);
  });
};
