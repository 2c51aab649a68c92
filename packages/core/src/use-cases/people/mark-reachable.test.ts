import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('a person who writes again after blocking us', () => {
  it('is told things again', async () => {
    const { person, aisha, ports } = aWorld();
    const user = { ...(await person()), unreachableSince: ports.clock.now() };
    await ports.unitOfWork.run(({ users }) => users.save(user));

    const reachable = await aisha.markReachable(user);

    expect(reachable.unreachableSince).toBe(undefined);
    expect(ports.unitOfWork.committed().users.get(user.id)).toEqual(reachable);
  });

  it('costs nothing to note where they never did', async () => {
    const { person, aisha, ports } = aWorld();
    const user = await person();
    ports.unitOfWork.failNext();
    expect(await aisha.markReachable(user)).toBe(user);
  });
});
