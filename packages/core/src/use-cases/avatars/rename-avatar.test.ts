import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('renaming an avatar', () => {
  it('gives it the name that a new one would have, whatever it is doing', async () => {
    const { submitted, aisha, look } = aWorld();
    const { avatarId, userId } = await submitted();
    const renamed = await aisha.renameAvatar({ avatarId, userId, name: '  Grace   Hopper ' });
    expect(renamed).toMatchObject({ ok: true, value: { name: 'Grace Hopper' } });
    expect(look.avatar(avatarId)).toMatchObject({ name: 'Grace Hopper', status: 'training' });
  });

  it('refuses what is no name, and changes nothing', async () => {
    const { draft, aisha, look } = aWorld();
    const { id: avatarId, userId } = await draft({ name: 'Ada' });
    const refused = await aisha.renameAvatar({ avatarId, userId, name: '<b>' });
    expect(refused).toEqual({ ok: false, refusal: { code: 'avatar-name.has-markup' } });
    expect(look.avatar(avatarId).name).toBe('Ada');
  });

  it("does not find another person's", async () => {
    const { draft, person, aisha, look } = aWorld();
    const { id: avatarId } = await draft({ name: 'Ada' });
    const { id: userId } = await person();
    const refused = await aisha.renameAvatar({ avatarId, userId, name: 'Mine' });
    expect(refused).toEqual({ ok: false, refusal: { code: 'avatar.not-found' } });
    expect(look.avatar(avatarId).name).toBe('Ada');
  });
});
