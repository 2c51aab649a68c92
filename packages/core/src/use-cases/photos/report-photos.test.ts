import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('the report of photos', () => {
  it('tells how all of an avatar’s photos stand, and names the newest', async () => {
    const { draftWithPhotos, send, ports } = aWorld();
    const avatar = await draftWithPhotos(2);
    const last = await send(avatar, 'far away', { width: 10 });
    const sentAt = ports.clock.now().getTime();
    await ports.jobs.drainFor(5000);
    expect(ports.notifier.last('photos.judged')).toEqual({
      type: 'photos.judged',
      avatarId: avatar.id,
      newest: last.deliveryKey,
      asOf: sentAt + 900,
      summary: {
        accepted: 2,
        checking: 0,
        refused: { 'photo.too-small': 1 },
        warnings: {},
        sent: 3,
        minCount: 10,
        maxCount: 20,
        enough: false,
      },
    });
  });

  it('is not made where there is nothing to tell', async () => {
    const { draft, aisha, ports } = aWorld();
    const { id: avatarId, userId } = await draft();
    await aisha.jobs['photos.report']({ avatarId, userId });
    expect(ports.notifier.told).toEqual([]);
  });

  it('does not disturb a training', async () => {
    const { submitted, aisha, ports } = aWorld();
    const { avatarId, userId } = await submitted();
    await aisha.jobs['photos.report']({ avatarId, userId });
    expect(ports.notifier.last('photos.judged')).toBe(undefined);
  });

  it('is not for other people', async () => {
    const { draftWithPhotos, person, aisha, ports } = aWorld();
    const { id: avatarId } = await draftWithPhotos(1);
    const { id: userId } = await person();
    await aisha.jobs['photos.report']({ avatarId, userId });
    expect(ports.notifier.told.filter(({ user }) => user.id === userId)).toEqual([]);
  });
});
