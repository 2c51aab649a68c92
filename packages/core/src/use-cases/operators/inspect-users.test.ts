import { describe, expect, it } from 'vitest';
import type { Address } from '../../shared/ids.ts';
import { aWorld } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'spam' };

describe('looking at people', () => {
  it('lists who joined last first, with credits and avatars, filtered as asked', async () => {
    const { aisha, submitted, person } = aWorld();
    const { userId, price } = await submitted();
    const other = await person();
    expect(await aisha.inspectUsers.list({ limit: 10 })).toMatchObject([
      { user: { id: other.id }, balance: { available: 300 }, avatars: 0 },
      { user: { id: userId }, balance: { available: 300 - price, held: price }, avatars: 1 },
    ]);
    await aisha.manageUsers.block({ who: other.id, by });
    const blocked = await aisha.inspectUsers.list({ limit: 10, isBlocked: true });
    expect(blocked.map(({ user }) => user.id)).toEqual([other.id]);
  });

  it('shows one, by id or address, with their work and what was done about them', async () => {
    const { aisha, submitted } = aWorld();
    const { userId } = await submitted();
    await aisha.manageUsers.block({ who: userId, by });
    const shown = await aisha.inspectUsers.show(userId);
    expect(shown).toMatchObject({
      trainings: { total: 1, unfinished: 1 },
      generations: { total: 0, unfinished: 0 },
      images: 0,
      deeds: [{ ...by, action: 'users.block' }],
    });
    const address = shown?.user.address ?? ('' as Address);
    expect((await aisha.inspectUsers.show(address))?.user.id).toBe(userId);
    expect(await aisha.inspectUsers.show('telegram:404' as Address)).toBeUndefined();
  });
});
