import { describe, expect, it } from 'vitest';
import type { ProviderPause } from '../../domain/pause/provider-pause.ts';
import { aWorld, type World } from '../../testing/world/a-world.ts';

const minute = 60_000;

/** Looks round every half minute for so long, as the machines do. */
const watched = async (world: World, minutes: number, parkedJobs: readonly string[] = []) => {
  for (let at = 0; at < minutes * 2; at += 1) {
    await world.aisha.keepWatch({ parkedJobs });
    await world.ports.jobs.drain();
    world.ports.clock.advance(minute / 2);
  }
};

const phases = ({ ports }: World) => ports.operators.told.map(({ phase }) => phase);

const paused = async (own: Partial<ProviderPause>): Promise<World> => {
  const world = aWorld();
  const since = world.ports.clock.now();
  const pause: ProviderPause = {
    scope: 'fake/trainer',
    reason: 'unavailable',
    since,
    refusals: 5,
    probes: 0,
    nextProbeAt: since,
    ...own,
  };
  await world.ports.unitOfWork.run(({ pauses }) => pauses.add(pause));
  return world;
};

describe('keeping watch', () => {
  it('of nothing says nothing', async () => {
    const world = aWorld();
    await watched(world, 180);
    expect(world.ports.operators.told).toEqual([]);
  });

  it('of a provider that is away says so after two minutes, and hourly while it stays away', async () => {
    const world = await paused({});
    await watched(world, 2);
    expect(phases(world)).toEqual([]);
    await watched(world, 1);
    expect(phases(world)).toEqual(['raised']);
    await watched(world, 58);
    expect(phases(world)).toEqual(['raised']);
    await watched(world, 62);
    expect(phases(world)).toEqual(['raised', 'standing', 'standing']);
  });

  it('of refusals that paused nothing says nothing', async () => {
    const world = await paused({ refusals: 3, nextProbeAt: undefined });
    await watched(world, 60);
    expect(phases(world)).toEqual([]);
  });

  it('of jobs that were given up says how many of which, and that none is left', async () => {
    const world = aWorld();
    await watched(world, 10, ['run.check', 'notification.send', 'run.check']);
    await watched(world, 10);
    expect(world.ports.operators.told).toMatchObject([
      { alarm: 'jobs-parked', phase: 'raised', count: 3, jobs: ['notification.send', 'run.check'] },
      { alarm: 'jobs-parked', phase: 'cleared' },
    ]);
  });

  it('on several machines at once tells once', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    await Promise.all([1, 2, 3, 4].map(() => aisha.keepWatch({ parkedJobs: ['run.check'] })));
    await ports.jobs.drain();
    expect(phases(world)).toEqual(['raised']);
  });
});
