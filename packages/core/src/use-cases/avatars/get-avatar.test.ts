import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('an avatar', () => {
  it('is shown with how its photos and its newest training stand', async () => {
    const { submitted, aisha, look } = aWorld();
    const { id, avatarId, userId } = await submitted();
    expect(await aisha.getAvatar(avatarId, userId)).toMatchObject({
      ok: true,
      value: {
        avatar: look.avatar(avatarId),
        intake: { accepted: 10, checking: 0, enough: true },
        latestTraining: look.training(id),
      },
    });
  });

  it('that was never trained has no training', async () => {
    const { draft, aisha } = aWorld();
    const { id, userId } = await draft();
    const shown = await aisha.getAvatar(id, userId);
    expect(shown.ok && shown.value.latestTraining).toBe(undefined);
  });

  it('of another person is not found', async () => {
    const { draft, person, aisha } = aWorld();
    const { id } = await draft();
    const refusal = { code: 'avatar.not-found' };
    expect(await aisha.getAvatar(id, (await person()).id)).toEqual({ ok: false, refusal });
  });
});
