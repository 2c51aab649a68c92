import { describe, expect, it } from 'vitest';
import { anEvent } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

const day = 24 * 3_600_000;

describe('messages about runs that nobody knows', () => {
  it('are kept for a month, and forgotten then', async () => {
    const world = aWorld();
    const { unitOfWork, clock } = world.ports;
    const [stranger, known] = [anEvent(), anEvent()];
    await unitOfWork.run(async ({ events }) => {
      await events.add(stranger);
      await events.add(known);
      await events.quarantine(stranger.id, clock.now());
    });
    clock.advance(30 * day);
    expect(await world.aisha.forgetQuarantinedEvents()).toBe(0);
    clock.advance(1);
    expect(await world.aisha.forgetQuarantinedEvents()).toBe(1);
    expect([...unitOfWork.committed().events.keys()]).toEqual([known.id]);
  });
});
