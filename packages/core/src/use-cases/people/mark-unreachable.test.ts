import { describe, expect, it } from 'vitest';
import type { Address } from '../../shared/ids.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('a person who blocks us', () => {
  it('is left alone from then on', async () => {
    const { person, aisha, ports } = aWorld();
    const user = await person();
    const blockedAt = ports.clock.now();
    await aisha.markUnreachable(user.address);
    ports.clock.advance(1000);
    await aisha.markUnreachable(user.address);
    const stored = ports.unitOfWork.committed().users.get(user.id);
    expect(stored?.unreachableSince).toEqual(blockedAt);
  });

  it('and was never known leaves nothing behind', async () => {
    const { aisha, ports } = aWorld();
    await aisha.markUnreachable('telegram:404' as Address);
    expect(ports.unitOfWork.committed().users.size).toBe(0);
  });
});
