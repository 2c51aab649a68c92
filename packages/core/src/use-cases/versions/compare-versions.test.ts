import { describe, expect, it } from 'vitest';
import { aWorld, granted } from '../../testing/world/a-world.ts';
import { twoVersions } from '../../testing/world/with-previews.ts';

describe('comparing two versions', () => {
  it('sets the pictures of the one beside those of the other', async () => {
    const { world, avatar, first, second } = await twoVersions();
    const sides = granted(await world.aisha.compareVersions(first, second, avatar.userId));
    const { generations } = world.ports.unitOfWork.committed();
    for (const [side, id] of [
      [sides.left, first],
      [sides.right, second],
    ] as const) {
      expect(side.training.id).toBe(id);
      expect(side.images).toHaveLength(4);
      for (const { generationId } of side.images) {
        expect(generations.get(generationId)?.trainingId).toBe(id);
      }
    }
  });

  it('is refused while one of them has no picture', async () => {
    const world = aWorld();
    const { id: avatarId, userId, activeTrainingId } = await world.ready();
    const second = await world.submitted({ avatarId, userId });
    world.ports.trainer.succeed(world.ports.trainer.latest().requestId);
    await world.ports.jobs.drainFor(60_000);
    const first = activeTrainingId ?? second.id;
    expect(await world.aisha.compareVersions(first, second.id, userId)).toEqual({
      ok: false,
      refusal: { code: 'version.without-pictures' },
    });
  });

  it('finds none of others, and none of another avatar', async () => {
    const { world, avatar, first, second } = await twoVersions();
    const { id: stranger } = await world.person();
    const other = await world.ready({ userId: avatar.userId });
    const refused = { ok: false, refusal: { code: 'training.not-found' } };
    expect(await world.aisha.compareVersions(first, second, stranger)).toEqual(refused);
    const foreign = other.activeTrainingId ?? first;
    expect(await world.aisha.compareVersions(first, foreign, avatar.userId)).toEqual(refused);
  });
});
