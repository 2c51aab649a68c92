import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('the lag of those who ask the provider', () => {
  it('is none while nothing is overdue', async () => {
    const { aisha, ports, submitted } = aWorld();
    expect(await aisha.measureLag()).toEqual({ lateMs: 0, now: ports.clock.now() });
    await submitted();
    expect((await aisha.measureLag()).lateMs).toBe(0);
  });

  it('is how long the most overdue has waited', async () => {
    const { aisha, ports, submitted } = aWorld();
    await submitted();
    const [run] = [...ports.unitOfWork.committed().runs.values()];
    const dueAt = run?.nextCheckAt ?? new Date(0);
    ports.clock.set(new Date(dueAt.getTime() + 90_000));
    expect((await aisha.measureLag()).lateMs).toBe(90_000);
  });
});
