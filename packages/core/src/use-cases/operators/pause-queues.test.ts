import { describe, expect, it } from 'vitest';
import type { ProviderPause } from '../../domain/pause/provider-pause.ts';
import { aWorld, granted, type World } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'fal is away' };

const audited = ({ aisha }: World) => aisha.inspectAudit({ limit: 10 });

describe('pausing a queue', () => {
  it('is done once, and undone once, each written down', async () => {
    const world = aWorld();
    const { aisha } = world;
    const queue = { name: 'run.check', by };
    granted(await aisha.pauseQueue(queue));
    expect(await aisha.pauseQueue(queue)).toMatchObject({
      refusal: { code: 'queue.paused-already' },
    });
    granted(await aisha.resumeQueue(queue));
    expect(await aisha.resumeQueue(queue)).toMatchObject({ refusal: { code: 'queue.not-paused' } });
    expect(await audited(world)).toMatchObject([
      { action: 'queue.resume', subject: 'queue run.check', ...by },
      { action: 'queue.pause', subject: 'queue run.check', ...by },
    ]);
  });
});

describe('resuming the provider', () => {
  const paused = async (world: World, own: Partial<ProviderPause> = {}) => {
    const now = world.ports.clock.now();
    const pause: ProviderPause = {
      scope: 'account',
      reason: 'balance-exhausted',
      since: now,
      refusals: 1,
      probes: 3,
      nextProbeAt: new Date(now.getTime() + 120_000),
      ...own,
    };
    await world.ports.unitOfWork.run(({ pauses }) => pauses.add(pause));
  };

  it('submits at once what waited for it', async () => {
    const world = aWorld();
    await paused(world);
    const training = await world.requested();
    await world.ports.jobs.drain();
    expect(world.look.training(training.id).status).toBe('reserved');
    const resumed = granted(await world.aisha.resumeProvider({ by }));
    expect(resumed).toEqual({ scopes: ['account'], hurried: 1 });
    await world.ports.jobs.drain();
    expect(world.look.training(training.id).status).toBe('queued');
    expect(await audited(world)).toMatchObject([
      { action: 'queue.resume', subject: 'provider account', details: { probes: 3 } },
    ]);
  });

  it('does so for one endpoint where only that is named', async () => {
    const world = aWorld();
    await paused(world);
    await paused(world, { scope: 'fake/trainer', reason: 'unavailable' });
    granted(await world.aisha.resumeProvider({ scope: 'fake/trainer', by }));
    const { provider } = await world.aisha.inspectJobs.queues();
    expect(provider.map(({ scope }) => scope)).toEqual(['account']);
  });

  it('changes nothing where it takes what it is given', async () => {
    const world = aWorld();
    await paused(world, { nextProbeAt: undefined });
    expect(await world.aisha.resumeProvider({ by })).toMatchObject({
      refusal: { code: 'queue.not-paused' },
    });
    expect(await audited(world)).toEqual([]);
  });
});
