import { describe, expect, it } from 'vitest';
import { PortError } from '../../shared/port-error.ts';
import { aWorld } from '../../testing/world/a-world.ts';

const hour = 60 * 60_000;

describe('an erasure that was given up', () => {
  it('is taken up again until it is done', async () => {
    const world = aWorld();
    const { aisha, ports, ready } = world;
    const { userId } = await ready();
    const before = { ...ports.providerFiles };
    ports.providerFiles.delete = async () => {
      throw new PortError('provider.unavailable', 'away for hours', { retryable: true });
    };
    const receipt = (await aisha.requestErasure({ id: userId }))!;
    await ports.jobs.drainFor(hour / 2);
    expect(await aisha.resumeErasures()).toBe(0);
    await ports.jobs.drainFor(2 * hour);
    expect(ports.jobs.parked()).toHaveLength(1);
    ports.providerFiles.delete = (run) => before.delete(run);
    expect(await aisha.resumeErasures()).toBe(1);
    await ports.jobs.drainFor(hour);
    expect((await aisha.getReceipt(receipt))?.finishedAt).toBeDefined();
    expect(await aisha.resumeErasures()).toBe(0);
  });
});
