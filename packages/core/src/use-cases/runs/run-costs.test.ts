import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import { PortError } from '../../shared/port-error.ts';
import { fakeTrainer } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A training that the provider has. */
const submitted = async (own?: Parameters<typeof aWorld>[0]) => {
  const world = aWorld(own);
  const { id, userId } = await world.submitted();
  const { trainer, jobs } = world.ports;
  const { requestId } = trainer.latest();
  const billings = () => world.look.runs(id).map(({ cost }) => cost.billing);
  return { world, id, userId, trainer, jobs, requestId, billings };
};

describe('what a run costs us', () => {
  it('is expected from the price list when it is meant', async () => {
    const { world, id, billings } = await submitted();
    expect(world.look.runs(id)[0]?.cost.expectedMicroUsd).toBe(2_400_000);
    expect(billings()).toEqual(['open']);
    const { inTheMaking, look } = world;
    world.ports.trainer.succeed(world.ports.trainer.latest().requestId);
    const order = await inTheMaking();
    expect(look.runs(order.id)[0]?.cost.expectedMicroUsd).toBe(4 * 35_000);
  });

  it('is billed where it succeeds', async () => {
    const { trainer, jobs, requestId, billings } = await submitted();
    trainer.succeed(requestId);
    await jobs.drainFor(minute);
    expect(billings()).toEqual(['billed']);
  });

  it('is nothing where the provider refused it', async () => {
    const world = aWorld();
    const { id } = await world.requested();
    const { trainer } = world.ports;
    const submit = trainer.submit.bind(trainer);
    let refusals = 2;
    trainer.submit = (order) =>
      refusals-- > 0
        ? Promise.reject(new PortError('provider.unavailable', 'submit', { retryable: true }))
        : submit(order);
    await world.ports.jobs.drainFor(minute);
    expect(world.look.runs(id).map(({ status, cost }) => [status, cost.billing])).toEqual([
      ['refused', 'free'],
      ['refused', 'free'],
      ['accepted', 'open'],
    ]);
  });

  it.each([
    ['provider.timeout', 'free'],
    ['photos.no-face', 'maybe'],
  ] as const)('is what the provider’s failure says (%s: %s)', async (code, billing) => {
    const { trainer, jobs, requestId, billings } = await submitted();
    trainer.fail(requestId, { code, retryable: false });
    await jobs.drainFor(minute);
    expect(billings()).toEqual([billing]);
  });

  it('may be something where nobody ever heard of it again', async () => {
    const world = aWorld();
    const { id, userId } = await world.requested();
    world.ports.trainer.loseNextReply();
    await world.ports.jobs.drain();
    await world.aisha.cancelTraining(id, userId);
    expect(world.look.runs(id)).toMatchObject([
      { status: 'abandoned', cost: { billing: 'maybe' }, nextCheckAt: undefined },
    ]);
  });

  it('may be something where the provider knows nothing of it any more', async () => {
    const { world, id, trainer, jobs, requestId, billings } = await submitted();
    trainer.forget(requestId);
    await jobs.drainFor(2 * minute);
    expect(billings()[0]).toBe('maybe');
    expect(world.look.runs(id)[0]?.status).toBe('ended');
  });
});

describe('a cancelled run', () => {
  it('is free where it had not begun', async () => {
    const { world, id, userId, jobs, billings } = await submitted();
    await world.aisha.cancelTraining(id, userId);
    await jobs.drain();
    expect(billings()).toEqual(['free']);
  });

  it('may be billed where it had begun', async () => {
    const { world, id, userId, trainer, jobs, requestId, billings } = await submitted();
    trainer.progress(requestId, 40);
    await jobs.drainFor(minute);
    await world.aisha.cancelTraining(id, userId);
    await jobs.drain();
    expect(billings()).toEqual(['maybe']);
  });

  it('that completes all the same is recorded as billed, and changes nothing else', async () => {
    const { world, id, userId, trainer, jobs, requestId } = await submitted();
    trainer.progress(requestId, 90);
    await jobs.drainFor(minute);
    trainer.ignoreNextCancel();
    await world.aisha.cancelTraining(id, userId);
    await jobs.drainFor(10_000);
    expect(world.look.runs(id)).toMatchObject([{ status: 'abandoned', cost: { billing: 'open' } }]);
    const cancelled = world.look.training(id);
    const told = world.ports.notifier.told.length;

    trainer.succeed(requestId);
    await jobs.drainFor(6 * minute);
    expect(world.look.runs(id)).toMatchObject([
      { status: 'ended', cost: { billing: 'billed' }, nextCheckAt: undefined },
    ]);
    expect(world.look.training(id)).toEqual(cancelled);
    expect(cancelled.status).toBe('cancelled');
    expect(world.ports.notifier.told).toHaveLength(told);
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
    expect(ledgerFaults(world.ports.unitOfWork.committed())).toEqual([]);
    expect(jobs.pending()).toEqual([]);
  });

  it('that has completed by then is recorded as billed, and its refund stands', async () => {
    const { world, id, userId, trainer, jobs, requestId, billings } = await submitted();
    trainer.succeed(requestId);
    await world.aisha.cancelTraining(id, userId);
    await jobs.drainFor(minute);
    expect(billings()).toEqual(['billed']);
    expect(world.look.training(id).status).toBe('cancelled');
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
  });

  it('that the provider does not know is let go', async () => {
    const { world, id, userId, trainer, jobs, requestId } = await submitted();
    trainer.forget(requestId);
    await world.aisha.cancelTraining(id, userId);
    await jobs.drainFor(5 * minute);
    expect(world.look.runs(id)).toMatchObject([{ status: 'ended', cost: { billing: 'maybe' } }]);
    expect(jobs.pending()).toEqual([]);
  });

  it('that never ends is asked about ever more rarely, and let go after a day', async () => {
    const { world, id, userId, trainer, jobs, requestId } = await submitted();
    trainer.progress(requestId, 10);
    trainer.ignoreNextCancel();
    await world.aisha.cancelTraining(id, userId);
    await jobs.drainFor(day + 10 * minute);
    const [run] = world.look.runs(id);
    expect(run).toMatchObject({ status: 'abandoned', cost: { billing: 'maybe' } });
    expect(run?.nextCheckAt).toBe(undefined);
    expect(run?.checks).toBeLessThan(350);
    expect(jobs.pending()).toEqual([]);
  });

  it('whose worker died before it asked is found by the reconciler', async () => {
    const { world, id, userId, trainer, jobs, requestId, billings } = await submitted();
    trainer.progress(requestId, 90);
    trainer.ignoreNextCancel();
    await world.aisha.cancelTraining(id, userId);
    await jobs.stop({ timeoutMs: 0 });
    trainer.succeed(requestId);
    world.ports.clock.advance(minute);
    expect((await world.aisha.reconcile()).checked).toBe(1);
    await world.aisha.jobs['run.check']({ runId: world.look.runs(id)[0]!.id });
    expect(billings()).toEqual(['billed']);
  });
});

describe('a run that ended at its deadline', () => {
  it('and delivers later is recorded as billed, and its refund stands', async () => {
    const { world, id, userId, trainer, jobs, requestId, billings } = await submitted();
    trainer.progress(requestId, 90);
    world.ports.clock.advance(defaultPolicy.trainingDeadlineMs + 1);
    trainer.ignoreNextCancel();
    await world.aisha.reconcile();
    await jobs.drain();
    expect(world.look.training(id).status).toBe('expired');
    trainer.succeed(requestId);
    await jobs.drainFor(20 * minute);
    expect(billings()).toEqual(['billed']);
    expect(world.look.training(id).status).toBe('expired');
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
  });
});

describe('a question that the provider asks to repeat later', () => {
  it('is repeated no sooner', async () => {
    const trainer = fakeTrainer();
    const { world, id, jobs } = await submitted({ trainer });
    const limited = { retryable: true, retryAfterMs: 5 * minute };
    trainer.failNext(new PortError('provider.rate-limited', 'ask', limited));
    await jobs.drainFor(2_500);
    const { checks, nextCheckAt } = world.look.runs(id)[0]!;
    expect(checks).toBe(1);
    expect(nextCheckAt!.getTime() - world.ports.clock.now().getTime()).toBeGreaterThan(4 * minute);
    await jobs.drainFor(4 * minute);
    expect(world.look.runs(id)[0]?.checks).toBe(1);
    await jobs.drainFor(2 * minute);
    expect(world.look.runs(id)[0]?.checks).toBeGreaterThan(1);
  });
});
