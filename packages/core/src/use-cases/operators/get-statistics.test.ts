import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

const day = 24 * 60 * 60_000;

describe('statistics', () => {
  it('tell of each day what happened on it, also where that was nothing', async () => {
    const { aisha, ports, inTheMaking } = aWorld();
    const generation = await inTheMaking();
    const { requestId } = ports.generator.latest();
    ports.generator.succeed(requestId);
    await ports.jobs.drainFor(60_000);
    ports.clock.advance(2 * day);
    const days = await aisha.getStatistics({ days: 4 });
    expect(days).toHaveLength(4);
    expect(days.map((figures) => figures.people)).toEqual([0, 1, 0, 0]);
    expect(days[1]).toMatchObject({ trainings: 1, trained: 1, untrained: 0, orders: 1 });
    expect(days[1]?.pictures).toBe(generation.request.count);
    expect(days[1]?.costMicroUsd).toBeGreaterThan(0);
    expect(days[3]?.day).toBe(ports.clock.now().toISOString().slice(0, 10));
  });

  it('are of three months at most', async () => {
    const { aisha } = aWorld();
    expect(await aisha.getStatistics({ days: 1_000 })).toHaveLength(90);
  });
});
