import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('looking at jobs', () => {
  it('tells what waits in each queue, and what is paused by whom', async () => {
    const { aisha, ports, requested } = aWorld();
    await requested();
    await ports.unitOfWork.run(({ queuePauses }) =>
      queuePauses.add({ name: 'run.check', since: ports.clock.now() }),
    );
    const { queues, paused, provider } = await aisha.inspectJobs.queues();
    expect(queues).toContainEqual({
      name: 'training.submit',
      waiting: 1,
      running: 0,
      parked: 0,
      oldestMs: 0,
    });
    expect(paused).toEqual([{ name: 'run.check', since: ports.clock.now() }]);
    expect(provider).toEqual([]);
    const listed = await aisha.inspectJobs.list({ limit: 5, name: 'training.submit' });
    expect(listed.map(({ state }) => state)).toEqual(['waiting']);
  });
});
