import { describe, expect, it } from 'vitest';
import { aWorld, type World } from '../../testing/world/a-world.ts';

const mainOnes = ({ ports }: World) =>
  [...ports.unitOfWork.committed().avatars.values()]
    .filter(({ isMain }) => isMain)
    .map(({ id }) => id);

const threeOfOne = async (world: World) => {
  const first = await world.draft();
  const { userId } = first;
  return { userId, avatars: [first, await world.draft({ userId }), await world.draft({ userId })] };
};

describe('making an avatar the main one', () => {
  it('takes the mark from the one before', async () => {
    const world = aWorld();
    const { userId, avatars } = await threeOfOne(world);
    expect(mainOnes(world)).toEqual([avatars[0]!.id]);
    const made = await world.aisha.makeAvatarMain(avatars[2]!.id, userId);
    expect(made).toMatchObject({ ok: true, value: { id: avatars[2]!.id, isMain: true } });
    expect(mainOnes(world)).toEqual([avatars[2]!.id]);
  });

  it('leaves exactly one, whatever is pressed at once and twice', async () => {
    const world = aWorld();
    const { userId, avatars } = await threeOfOne(world);
    const presses = [...avatars, ...avatars].map(({ id }) =>
      world.aisha.makeAvatarMain(id, userId),
    );
    for (const answer of await Promise.all(presses)) expect(answer.ok).toBe(true);
    expect(mainOnes(world)).toHaveLength(1);
  });

  it("does not find another person's, and takes nothing from one's own", async () => {
    const world = aWorld();
    const { avatars } = await threeOfOne(world);
    const own = await world.draft();
    const refused = await world.aisha.makeAvatarMain(avatars[1]!.id, own.userId);
    expect(refused).toEqual({ ok: false, refusal: { code: 'avatar.not-found' } });
    expect(mainOnes(world).toSorted()).toEqual([avatars[0]!.id, own.id].toSorted());
  });
});
