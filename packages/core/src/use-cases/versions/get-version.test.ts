import { describe, expect, it } from 'vitest';
import { granted } from '../../testing/world/a-world.ts';
import { drawn, twoVersions } from '../../testing/world/with-previews.ts';

describe('one version', () => {
  it('comes with its first pictures, also when others were made with it since', async () => {
    const { world, avatar, second } = await twoVersions();
    const { aisha, ports, inTheMaking } = world;
    const before = granted(await aisha.getVersion(second, avatar.userId));
    expect(before).toMatchObject({ avatar: { id: avatar.id }, training: { version: 2 } });
    expect(before.images).toHaveLength(4);
    await inTheMaking({ avatarId: avatar.id });
    await drawn({ ports });
    const after = granted(await aisha.getVersion(second, avatar.userId));
    expect(after.images).toEqual(before.images);
  });

  it("of another person's is not found", async () => {
    const { world, first } = await twoVersions();
    const { id: stranger } = await world.person();
    expect(await world.aisha.getVersion(first, stranger)).toEqual({
      ok: false,
      refusal: { code: 'training.not-found' },
    });
  });
});
