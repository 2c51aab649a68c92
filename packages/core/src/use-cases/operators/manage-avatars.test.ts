import { describe, expect, it } from 'vitest';
import type { AvatarId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'asked by its owner' };

describe('what an operator does about an avatar', () => {
  it('retrains it as it was trained, or as is said, for its owner’s credits', async () => {
    const { aisha, ready, look } = aWorld();
    const { id: avatarId, userId } = await ready();
    const { available } = await aisha.getBalance(userId);
    const next = granted(await aisha.manageAvatars.retrain({ avatarId, by }));
    expect(next).toMatchObject({ version: 2, recipe: { preset: 'fast' } });
    expect(look.avatar(avatarId).status).toBe('training');
    expect(await aisha.getBalance(userId)).toEqual({
      available: available - next.price,
      held: next.price,
    });
    const busy = await aisha.manageAvatars.retrain({ avatarId, preset: 'quality', by });
    expect(busy).toMatchObject({ refusal: { code: 'avatar.busy-training' } });
  });

  it('cancels its training with everything given back, and not twice', async () => {
    const { aisha, submitted, look } = aWorld();
    const { id, avatarId, userId } = await submitted();
    expect(granted(await aisha.manageAvatars.cancel({ avatarId, by })).id).toBe(id);
    expect(await aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
    expect(look.avatar(avatarId).status).toBe('draft');
    expect(await aisha.manageAvatars.cancel({ avatarId, by })).toMatchObject({
      refusal: { code: 'training.ended' },
    });
  });

  it('renames it by the rules of names, and the log does not repeat the name', async () => {
    const { aisha, draft, look } = aWorld();
    const { id: avatarId } = await draft();
    const rename = (name: string) => aisha.manageAvatars.rename({ avatarId, name, by });
    expect(await rename('<b>')).toMatchObject({ refusal: { code: 'avatar-name.has-markup' } });
    expect(granted(await rename('  Vera  ')).name).toBe('Vera');
    expect(look.avatar(avatarId).name).toBe('Vera');
    const log = await aisha.inspectAudit({ limit: 5 });
    expect(log).toMatchObject([{ action: 'avatars.rename', subject: `avatar ${avatarId}` }]);
    expect(JSON.stringify(log)).not.toContain('Vera');
  });

  it('deletes it as its owner would: its training is paid back, its photos go', async () => {
    const { ports, aisha, submitted, look } = aWorld();
    const { avatarId, userId } = await submitted();
    granted(await aisha.manageAvatars.delete({ avatarId, by }));
    await ports.jobs.drain();
    expect(look.avatar(avatarId).status).toBe('deleted');
    expect(look.photos()).toEqual([]);
    expect(await aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
    expect(await aisha.manageAvatars.delete({ avatarId, by })).toMatchObject({
      refusal: { code: 'avatar.not-found' },
    });
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([{ action: 'avatars.delete' }]);
  });

  it('does nothing about one that is none, or has no training to cancel', async () => {
    const { aisha, draft } = aWorld();
    const none = { avatarId: freshId<AvatarId>(), by };
    expect(await aisha.manageAvatars.retrain(none)).toMatchObject({
      refusal: { code: 'avatar.not-found' },
    });
    const { id: avatarId } = await draft();
    expect(await aisha.manageAvatars.cancel({ avatarId, by })).toMatchObject({
      refusal: { code: 'training.not-found' },
    });
    expect(await aisha.inspectAudit({ limit: 5 })).toEqual([]);
  });
});
