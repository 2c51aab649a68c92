import { describe, expect, it } from 'vitest';
import { PortError, type PortErrorCode } from '../shared/port-error.ts';
import type { GenerationId } from '../shared/ids.ts';
import { aWorld, type World } from '../testing/world/a-world.ts';
import { before } from '../testing/world/before.ts';
import { ledgerFaults } from '../testing/world/ledger-faults.ts';

const minute = 60_000;

/** A provider that refuses everything until it is put right; counts what it is asked. */
const outage = ({ ports }: World, code: PortErrorCode) => {
  const state = { calls: 0, isOver: false };
  for (const provider of [ports.generator, ports.trainer]) {
    const submit = provider.submit as (order: unknown) => Promise<unknown>;
    const refusing = async (order: unknown) => {
      state.calls += 1;
      if (!state.isOver) throw new PortError(code, 'submit', { retryable: true });
      return submit(order);
    };
    Object.assign(provider, { submit: refusing });
  }
  return state;
};

/** So many paid orders, none of them sent yet. */
const orders = async (world: World, count: number): Promise<GenerationId[]> => {
  const { id: avatarId } = await world.ready();
  const ids: GenerationId[] = [];
  for (let at = 0; at < count; at += 1) {
    ids.push((await world.ordered({ avatarId, count: 1 })).id);
  }
  return ids;
};

/** Lets time pass in small steps, the provider finishing at once what it took. */
const pass = async ({ ports, aisha }: World, ms: number): Promise<void> => {
  const { generator, jobs } = ports;
  for (let passed = 0; passed < ms; passed += 1000) {
    await jobs.drainFor(1000);
    for (const { requestId, observation } of generator.accepted()) {
      if (observation.state === 'queued') generator.succeed(requestId);
    }
    if (passed % 15_000 === 0) await aisha.reconcile();
    if (passed % 30_000 === 0) await aisha.keepWatch({ parkedJobs: [] });
  }
};

const statuses = ({ look }: World, ids: readonly GenerationId[]) =>
  new Set(ids.map((id) => look.generation(id).status));
const phases = ({ ports }: World) => ports.operators.told.map(({ phase }) => phase);

describe('an account that the provider refuses', () => {
  it('is found out by a handful of calls, alarms once, and holds nobody up when it is put right', async () => {
    const world = aWorld();
    const ids = await orders(world, 50);
    const provider = outage(world, 'provider.balance-exhausted');
    await pass(world, 2 * minute);
    // The first, and the probes after 30 and 90 seconds.
    expect(provider.calls).toBe(3);
    expect(phases(world)).toEqual(['raised']);
    expect(statuses(world, ids)).toEqual(new Set(['reserved', 'submitting']));

    provider.isOver = true;
    await pass(world, 2.5 * minute);
    expect(statuses(world, ids)).toEqual(new Set(['succeeded']));
    expect(provider.calls).toBe(3 + 50);
    expect(phases(world)).toEqual(['raised', 'cleared']);
    expect(world.ports.unitOfWork.committed().pauses.size).toBe(0);
    expect(ledgerFaults(world.ports.unitOfWork.committed())).toEqual([]);
  });

  it('is told to everybody who waits, and to those who come later', async () => {
    const world = aWorld();
    const [first, second] = await orders(world, 2);
    outage(world, 'provider.balance-exhausted');
    await pass(world, 5000);
    const { avatarId } = world.look.generation(first!);
    const { id: later } = await world.ordered({ avatarId, count: 1 });
    await pass(world, 5000);
    const paused = new Set(
      world.ports.notifier.told.flatMap(({ notification: news }) =>
        news.type === 'generation.progressed' && news.attempt.isPaused ? [news.generationId] : [],
      ),
    );
    expect(paused).toEqual(new Set([first, second, later]));
  });

  it('does not hold credits past the deadline: they go back, and nothing is sent any more', async () => {
    const world = aWorld();
    const ids = await orders(world, 3);
    const provider = outage(world, 'provider.balance-exhausted');
    await pass(world, 6 * minute);
    expect(statuses(world, ids)).toEqual(new Set(['expired']));
    const refunds = world.ports.notifier.told.filter(
      ({ notification }) => notification.type === 'generation.ended' && notification.refunded === 2,
    );
    expect(refunds).toHaveLength(3);
    const before = provider.calls;
    provider.isOver = true;
    await pass(world, 3 * minute);
    expect(provider.calls).toBe(before);
    expect(ledgerFaults(world.ports.unitOfWork.committed())).toEqual([]);
  });

  it('is asked with the first order after it was put right, within its deadline', async () => {
    const world = aWorld();
    const avatar = await world.ready();
    await world.ordered({ avatarId: avatar.id });
    const provider = outage(world, 'provider.balance-exhausted');
    await pass(world, 10 * minute);
    provider.isOver = true;
    const { id } = await world.ordered({ avatarId: avatar.id });
    await pass(world, 2 * minute);
    expect(world.look.generation(id).status).toBe('succeeded');
  });

  it('reminds hourly while orders meet it', async () => {
    const world = aWorld();
    await orders(world, 1);
    outage(world, 'provider.unauthorized');
    await pass(world, 121 * minute);
    expect(phases(world)).toEqual(['raised', 'standing', 'standing']);
  });

  it('that was being found out by an order that was cancelled is found out by the next', async () => {
    const world = aWorld();
    const [first, second] = await orders(world, 2);
    const provider = outage(world, 'provider.balance-exhausted');
    await world.aisha.jobs['generation.submit']({ generationId: first! });
    world.ports.clock.advance(31_000);
    provider.isOver = true;
    const { userId } = world.look.generation(first!);
    before(world.ports.generator, 'prepareWeights', () =>
      world.aisha.cancelGeneration(first!, userId),
    );
    await world.aisha.jobs['generation.submit']({ generationId: first! });
    await world.aisha.jobs['generation.submit']({ generationId: second! });
    expect(world.look.generation(second!).status).toBe('queued');
  });
});

describe('a provider that is away', () => {
  it('is not asked by everybody, alarms nobody at first, and is back as soon as it is back', async () => {
    const world = aWorld();
    const ids = await orders(world, 50);
    const provider = outage(world, 'provider.unavailable');
    await pass(world, minute);
    // Five in a row pause it; probes after 5, 10 and 20 seconds.
    expect(provider.calls).toBeLessThan(10);
    expect(phases(world)).toEqual([]);
    provider.isOver = true;
    await pass(world, minute);
    expect(statuses(world, ids)).toEqual(new Set(['succeeded']));
    expect(phases(world)).toEqual([]);
  });

  it('for two minutes alarms, and says so when it is back', async () => {
    const world = aWorld();
    const ids = await orders(world, 10);
    const provider = outage(world, 'provider.unavailable');
    await pass(world, 3 * minute);
    expect(phases(world)).toEqual(['raised']);
    provider.isOver = true;
    await pass(world, 1.5 * minute);
    expect(phases(world)).toEqual(['raised', 'cleared']);
    expect(statuses(world, ids)).toEqual(new Set(['succeeded']));
  });

  it('for trainings lets orders through', async () => {
    const world = aWorld();
    const avatar = await world.ready();
    await world.ports.unitOfWork.run(({ pauses }) =>
      pauses.add({
        scope: world.ports.trainer.endpointOf('portrait-lora'),
        reason: 'unavailable',
        since: world.ports.clock.now(),
        refusals: 5,
        probes: 0,
        nextProbeAt: new Date(world.ports.clock.now().getTime() + minute),
      }),
    );
    const { id } = await world.inTheMaking({ avatarId: avatar.id });
    expect(world.look.generation(id).status).toBe('queued');
    const training = await world.submitted();
    expect(training.status).toBe('reserved');
  });

  it('that fails now and then is not taken for one that is away', async () => {
    const world = aWorld();
    const ids = await orders(world, 8);
    for (const generationId of ids) {
      const away = new PortError('provider.unavailable', 'submit', { retryable: true });
      world.ports.generator.failNext(away);
      await world.aisha.jobs['generation.submit']({ generationId });
      await world.aisha.jobs['generation.submit']({ generationId });
    }
    expect(statuses(world, ids)).toEqual(new Set(['queued']));
    expect(world.ports.unitOfWork.committed().pauses.size).toBe(0);
  });
});
