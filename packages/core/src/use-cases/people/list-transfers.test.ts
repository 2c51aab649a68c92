import { describe, expect, it } from 'vitest';
import { granted, aWorld } from '../../testing/world/a-world.ts';

describe('a person’s transfers', () => {
  it('tell what each was for, newest first, and leave out what moved nothing of theirs', async () => {
    const { ready, ordered, aisha, ports } = aWorld();
    const { id: avatarId, userId } = await ready({ name: 'Vera' });
    const order = await ordered({ avatarId });
    granted(await aisha.cancelGeneration(order.id, userId));
    await ports.jobs.drain();

    const lines = await aisha.listTransfers(userId, { limit: 10 });

    const about = { type: 'generation', avatarName: 'Vera', count: 4 };
    expect(lines.map(({ reason, amount, about: what }) => [reason, amount, what])).toEqual([
      ['generation.cancelled', 8, about],
      ['generation', -8, about],
      ['training', -60, { type: 'training', avatarName: 'Vera' }],
      ['welcome', 300, undefined],
    ]);
    const [first] = await aisha.listTransfers(userId, { limit: 1 });
    const rest = await aisha.listTransfers(userId, { limit: 10, before: first?.id });
    expect(rest).toEqual(lines.slice(1));
  });
});
