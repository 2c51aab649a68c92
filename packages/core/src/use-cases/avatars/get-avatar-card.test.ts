import { describe, expect, it } from 'vitest';
import { granted } from '../../testing/world/a-world.ts';
import { twoVersions } from '../../testing/world/with-previews.ts';

describe('the card of an avatar', () => {
  it('shows how many versions there are, and the newest picture of the one in use', async () => {
    const { world, avatar, first } = await twoVersions();
    const { aisha, ports } = world;
    await aisha.chooseVersion(first, avatar.userId);
    const card = granted(await aisha.getAvatarCard(avatar.id, avatar.userId));
    expect(card).toMatchObject({
      versions: 2,
      activeTraining: { id: first, version: 1 },
      latestTraining: { version: 2 },
      otherVersion: { version: 2 },
      intake: { accepted: 10 },
    });
    const { generations } = ports.unitOfWork.committed();
    const order = card.picture && generations.get(card.picture.generationId);
    expect(order?.trainingId).toBe(first);
  });

  it('of a draft has neither', async () => {
    const { world } = await twoVersions();
    const { id, userId } = await world.draft();
    const card = granted(await world.aisha.getAvatarCard(id, userId));
    expect(card).toMatchObject({ avatar: { id }, versions: 0 });
    expect(card.picture).toBe(undefined);
    expect(card.activeTraining).toBe(undefined);
    expect(card.otherVersion).toBe(undefined);
  });

  it('tells of one that the person has no other', async () => {
    const { world, avatar } = await twoVersions();
    const isOnly = async (): Promise<boolean> =>
      granted(await world.aisha.getAvatarCard(avatar.id, avatar.userId)).isOnly;
    expect(await isOnly()).toBe(true);
    await world.draft();
    expect(await isOnly()).toBe(true);
    const { id } = await world.draft({ userId: avatar.userId });
    expect(await isOnly()).toBe(false);
    await world.aisha.deleteAvatar(id, avatar.userId);
    expect(await isOnly()).toBe(true);
  });

  it('of another person is not found', async () => {
    const { world, avatar } = await twoVersions();
    const { id: stranger } = await world.person();
    expect(await world.aisha.getAvatarCard(avatar.id, stranger)).toEqual({
      ok: false,
      refusal: { code: 'avatar.not-found' },
    });
  });
});
